/*
 * The expression language of menl: substitutable expressions with parameters and random effects in
 * braces, and lists of terms (linear combinations).
 *
 * Decisions are kept LL(1) wherever a user may make a mistake, so that the parser knows what it
 * expected at the very token that is wrong.
 */
grammar Menl;

/** A whole expression. */
expressionText : expression EOF ;

/** The body of a linear combination: what follows the colon of define(name: ...). */
linearText : linear EOF ;

/** depvar = expression. */
equationText : NAME '=' expression EOF ;

/** The body of tsinit(): {name:} = expression. */
initialText : '{' NAME ':' '}' '=' expression EOF ;

/** A function of a fit's estimates, perhaps named: sigma: 1/(1+{rho}), or the same in parentheses. */
functionText : (NAME ':')? expression EOF | '(' NAME ':' expression ')' EOF ;

/** A hypothesis on a fit's estimates: an expression that is 0, or expressions that are equal. */
hypothesisText : expression ('=' expression)* EOF ;

/* Stata's order: !, ^, negation, * and /, + and -, comparisons, &, |; all associate to the left. */
expression
    : primary                                                        # operand
    | op=('!' | '~') expression                                      # prefix
    | <assoc=left> expression op='^' expression                      # infix
    | op=('-' | '+') expression                                      # prefix
    | expression op=('*' | '/') expression                           # infix
    | expression op=('+' | '-') expression                           # infix
    | expression op=('==' | '!=' | '~=' | '<' | '<=' | '>' | '>=') expression # infix
    | expression op='&' expression                                   # infix
    | expression op='|' expression                                   # infix
    ;

primary
    : NUMBER                                   # number
    | TEXT                                     # text
    | NAME ('(' (expression (',' expression)*)? ')')? # nameOrCall
    | PREFIX prefixed                          # operated
    | '(' expression ')'                       # parenthesised
    | '{' braced '}'                           # braces
    | ESTIMATE                                 # estimate
    | REFERENCE                                # reference
    ;

/** What may follow an operator such as L. or 1. in an expression. */
prefixed
    : PREFIX* NAME                             # operatedVariable
    | '{' NAME ':' '}'                         # operatedReference
    ;

/** The inside of braces. */
braced
    : NAME bracedTail                          # bracedName
    | headAtom (cross atom)*                   # bracedProduct
    | ESTIMATE                                 # bracedEstimate
    ;

bracedTail
    : ('=' signed)?                            # freeParameter
    | ':' (linear ('=' signed)?)?              # equation
    | path (cross atom)*                       # bracedEffect
    | (cross atom)+                            # bracedInteraction
    ;

signed : ('-' | '+')? NUMBER ;

linear : term+ (',' option*)? ;

option : NAME ;

term : atom (cross atom)* ;

cross : '#' | '##' ;

atom
    : NAME path?                               # nameAtom
    | headAtom                                 # otherAtom
    ;

headAtom
    : PREFIX operatedAtom                      # operatedColumn
    | '(' term+ ')'                            # groupAtom
    ;

operatedAtom
    : PREFIX* NAME                             # operatedName
    | PREFIX* '(' term+ ')'                    # operatedGroup
    ;

/** Grouping variables, outermost first. */
path : '[' NAME ('>' NAME)* ']' ;

/*
 * An operator in front of a variable: i. c. ib2. ibn. ib(last). L. F2. D. or a level, 1. or "New
 * England". Only when a variable, a group or braces follow directly, so that 2. can be a number.
 */
PREFIX
    : ( WORD | DIGIT+ | QUOTED | 'ib(' ('first' | 'last') ')' ) '.'
      { Character.isLetter(_input.LA(1)) || "_({\"".indexOf(_input.LA(1)) >= 0
        || (Character.isDigit(_input.LA(1)) && Character.isLetter(getText().charAt(0))) }?
    ;

NUMBER : (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) ([eE] [+-]? DIGIT+)? ;

/* Estimates as tables print them: var(U1), cov(U1,U2); sd(U1), corr(U1,U2) beside them. */
ESTIMATE : ('var' | 'cov' | 'sd' | 'corr') '(' ~[()[\]{}\r\n]+ ')' ;

/* Estimates as Stata refers to them: _b[b1], _b[/rho], [/var(U1)]. */
REFERENCE : ('_b[' | '_coef[' | '[/') ~[[\]\r\n]+ ']' ;

NAME : WORD ;

TEXT : QUOTED ;

fragment WORD : LETTER (LETTER | DIGIT)* ;
fragment LETTER : [a-zA-Z_] | [\u00A1-\uD7FF] | [\uE000-\uFFFD] ;
fragment DIGIT : [0-9] ;
fragment QUOTED : '"' ~["\r\n]* '"' ;

/* Stata's comments and line joins are welcome in files: the rest of a line after ///. */
JOIN : '///' ~[\r\n]* -> skip ;
SPACE : [ \t\r\n\u00A0]+ -> skip ;

UNKNOWN : . ;
