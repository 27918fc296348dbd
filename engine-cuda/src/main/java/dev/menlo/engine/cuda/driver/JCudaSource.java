package dev.menlo.engine.cuda.driver;

import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR;

import dev.menlo.engine.Availability;
import dev.menlo.engine.cuda.device.Device;
import dev.menlo.engine.cuda.device.DeviceException;
import dev.menlo.engine.cuda.device.DeviceSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jcuda.driver.CUdevice;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * The devices of this machine. Of those of compute capability 7.5 and above it takes the one that
 * the system property {@value #DEVICE} numbers, else the one with the most memory. To be used only
 * where the driver's library is.
 */
public final class JCudaSource implements DeviceSource {
  /** System property: number of the device to use, as the driver counts. */
  public static final String DEVICE = "menlo.cuda.device";

  private static final int OLDEST_DRIVER = 12000;
  private static final int OLDEST_CAPABILITY = 75;

  private int chosen = -1;
  private String name = "";

  /** Loads nothing. */
  public JCudaSource() {}

  @Override
  public synchronized Availability probe() {
    try {
      PrivateFolder.around(() -> JCudaDriver.setExceptionsEnabled(false));
      return devices();
    } catch (LinkageError e) {
      return Availability.unavailable(
          "JCuda's native library cannot be loaded on "
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + ": "
              + firstLine(e));
    } catch (IOException e) {
      return Availability.unavailable("JCuda's native library cannot be unpacked: " + e);
    } catch (DeviceException e) {
      return Availability.unavailable("the NVIDIA driver does not work: " + e.getMessage());
    }
  }

  private static String firstLine(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }

  private Availability devices() {
    int[] version = {0};
    Calls.check(JCudaDriver.cuDriverGetVersion(version), "cuDriverGetVersion");
    if (version[0] < OLDEST_DRIVER) {
      return Availability.unavailable(
          "the NVIDIA driver supports CUDA "
              + version[0] / 1000
              + "."
              + version[0] % 1000 / 10
              + "; update it to one for CUDA 12.0 or later");
    }
    int started = JCudaDriver.cuInit(0);
    if (started == CUresult.CUDA_ERROR_NO_DEVICE) {
      return Availability.unavailable("the NVIDIA driver finds no device");
    }
    Calls.check(started, "cuInit");
    int[] count = {0};
    Calls.check(JCudaDriver.cuDeviceGetCount(count), "cuDeviceGetCount");
    if (count[0] == 0) {
      return Availability.unavailable("the NVIDIA driver finds no device");
    }
    return choose(count[0]);
  }

  private Availability choose(int count) {
    String wish = System.getProperty(DEVICE);
    List<String> refused = new ArrayList<>();
    long most = -1;
    for (int i = 0; i < count; i++) {
      CUdevice device = device(i);
      int capability = capability(device);
      if (wish != null && !wish.trim().equals(Integer.toString(i))) {
        continue;
      }
      if (capability < OLDEST_CAPABILITY) {
        refused.add(name(device) + " has " + capability / 10 + "." + capability % 10);
      } else if (memory(device) > most) {
        most = memory(device);
        chosen = i;
        name = name(device);
      }
    }
    if (chosen >= 0) {
      return Availability.on(name);
    }
    return Availability.unavailable(
        refused.isEmpty()
            ? "there is no device " + wish + " (" + DEVICE + "); the driver counts " + count
            : "no device of compute capability 7.5 or above: " + String.join(", ", refused));
  }

  private static CUdevice device(int number) {
    CUdevice device = new CUdevice();
    Calls.check(JCudaDriver.cuDeviceGet(device, number), "cuDeviceGet " + number);
    return device;
  }

  private static int capability(CUdevice device) {
    int[] major = {0};
    int[] minor = {0};
    Calls.check(
        JCudaDriver.cuDeviceGetAttribute(
            major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device),
        "cuDeviceGetAttribute");
    Calls.check(
        JCudaDriver.cuDeviceGetAttribute(
            minor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device),
        "cuDeviceGetAttribute");
    return 10 * major[0] + minor[0];
  }

  private static long memory(CUdevice device) {
    long[] bytes = {0};
    Calls.check(JCudaDriver.cuDeviceTotalMem(bytes, device), "cuDeviceTotalMem");
    return bytes[0];
  }

  private static String name(CUdevice device) {
    byte[] text = new byte[256];
    Calls.check(JCudaDriver.cuDeviceGetName(text, text.length, device), "cuDeviceGetName");
    return new String(text, StandardCharsets.UTF_8).replace("\0", "").trim();
  }

  @Override
  public synchronized Device open() {
    if (chosen < 0) {
      throw new DeviceException("no device was found", false);
    }
    return new JCudaDevice(device(chosen), name);
  }
}
