// Fits the orange trees and asks for predictions. With the jars of ./menlo on the class path:
//   jshell --class-path "$(echo target/launcher/*/*.jar | tr ' ' ':')" examples/java/orange.jsh
import dev.menlo.estimator.*
import dev.menlo.estimator.data.Dataset
import dev.menlo.model.Model
import java.nio.file.Path

var data = Dataset.readCsv(Path.of("examples/data/orange.csv"))
var model = Model.of("circumf = ({b1=190}+{U1[tree]})/(1+exp(-(age-{b2=720})/{b3=340}))").build()
var fit = Menlo.fit(model, data)
System.out.printf("log likelihood %.5f%n", fit.logLikelihood())
System.out.printf("population at 118 days %.3f%n", fit.predict().fixedOnly().yhat()[0])
fit.predict().reffects().forEach(e -> System.out.printf("tree %s %.3f%n", e.group(), e.estimate()))
/exit
