//! The symbols of LaTeX and amssymb: a new one is a line here.

/// What an atom is to those beside it (The `TeXbook`, chapter 17).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Ordinary,
    /// A large operator such as a sum.
    Large,
    /// A function by its name, such as a sine.
    Function,
    Binary,
    Relation,
    Open,
    Close,
    Punctuation,
    /// What stands in brackets that grow with it.
    Fenced,
    /// A space, which nothing reacts to.
    Space,
}

/// Symbols by what they are: names, each with its character.
type Group = (Class, &'static [(&'static str, &'static str)]);

/// Returns the symbol of that name.
pub(super) fn named(name: &str) -> Option<(Class, &'static str)> {
    let in_group = |(class, symbols): &Group| {
        let found = symbols.iter().find(|(known, _)| *known == name)?;
        Some((*class, found.1))
    };
    SYMBOLS.iter().find_map(in_group)
}

/// Returns what a character beyond letters is, where it is the sign of a command.
pub(super) fn class_of(sign: char) -> Option<Class> {
    let mut buffer = [0; 4];
    let text: &str = sign.encode_utf8(&mut buffer);
    SYMBOLS.iter().find(|(_, symbols)| symbols.iter().any(|(_, known)| *known == text)).map(|(class, _)| *class)
}

/// Returns the names of all symbols, for suggestions.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    SYMBOLS.iter().flat_map(|(_, symbols)| symbols.iter().map(|(name, _)| *name))
}

/// Returns what crosses out a relation: `\not=` is `≠`.
pub(super) fn negated(sign: &str) -> Option<&'static str> {
    NEGATED.iter().find(|(plain, _)| *plain == sign).map(|(_, crossed)| *crossed)
}

const NEGATED: &[(&str, &str)] = &[
    ("=", "≠"),
    ("<", "≮"),
    (">", "≯"),
    ("≤", "≰"),
    ("≥", "≱"),
    ("∈", "∉"),
    ("∋", "∌"),
    ("∼", "≁"),
    ("≃", "≄"),
    ("≅", "≇"),
    ("≈", "≉"),
    ("≡", "≢"),
    ("⊂", "⊄"),
    ("⊃", "⊅"),
    ("⊆", "⊈"),
    ("⊇", "⊉"),
    ("∣", "∤"),
    ("∥", "∦"),
    ("⊢", "⊬"),
    ("⊨", "⊭"),
    ("≺", "⊀"),
    ("≻", "⊁"),
    ("∃", "∄"),
    ("←", "↚"),
    ("→", "↛"),
    ("↔", "↮"),
    ("⇐", "⇍"),
    ("⇒", "⇏"),
    ("⇔", "⇎"),
    ("⊑", "⋢"),
    ("⊒", "⋣"),
    ("≍", "≭"),
];

#[rustfmt::skip]
const SYMBOLS: &[Group] = &[
    (Class::Ordinary, GREEK),
    (Class::Ordinary, ORDINARY),
    (Class::Binary, BINARY),
    (Class::Relation, RELATIONS),
    (Class::Relation, ARROWS),
    (Class::Large, LARGE),
    (Class::Open, OPEN),
    (Class::Close, CLOSE),
    (Class::Punctuation, &[("colon", ":"), ("cdotp", "·"), ("ldotp", ".")]),
];

#[rustfmt::skip]
const GREEK: &[(&str, &str)] = &[
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"), ("varepsilon", "ε"),
    ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"), ("iota", "ι"), ("kappa", "κ"),
    ("varkappa", "ϰ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"), ("omicron", "ο"), ("pi", "π"),
    ("varpi", "ϖ"), ("rho", "ρ"), ("varrho", "ϱ"), ("sigma", "σ"), ("varsigma", "ς"), ("tau", "τ"),
    ("upsilon", "υ"), ("phi", "ϕ"), ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("digamma", "ϝ"),
    ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"),
    ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"),
];

#[rustfmt::skip]
const ORDINARY: &[(&str, &str)] = &[
    ("infty", "∞"), ("partial", "∂"), ("nabla", "∇"), ("hbar", "ℏ"), ("hslash", "ℏ"), ("ell", "ℓ"), ("imath", "ı"),
    ("jmath", "ȷ"), ("wp", "℘"), ("Re", "ℜ"), ("Im", "ℑ"), ("aleph", "ℵ"), ("beth", "ℶ"), ("gimel", "ℷ"),
    ("daleth", "ℸ"), ("forall", "∀"), ("exists", "∃"), ("nexists", "∄"), ("neg", "¬"), ("lnot", "¬"),
    ("emptyset", "∅"), ("varnothing", "∅"), ("top", "⊤"), ("bot", "⊥"), ("angle", "∠"), ("measuredangle", "∡"),
    ("sphericalangle", "∢"), ("triangle", "△"), ("triangledown", "▽"), ("blacktriangle", "▲"),
    ("blacktriangledown", "▼"), ("square", "□"), ("Box", "□"), ("blacksquare", "■"), ("lozenge", "◊"),
    ("blacklozenge", "⧫"), ("Diamond", "◇"), ("bigstar", "★"), ("clubsuit", "♣"), ("diamondsuit", "♢"),
    ("heartsuit", "♡"), ("spadesuit", "♠"), ("flat", "♭"), ("natural", "♮"), ("sharp", "♯"), ("surd", "√"),
    ("prime", "′"), ("backprime", "‵"), ("backslash", "\\"), ("complement", "∁"), ("eth", "ð"), ("mho", "℧"),
    ("Bbbk", "𝕜"), ("Finv", "Ⅎ"), ("Game", "⅁"), ("circledS", "Ⓢ"), ("circledR", "®"), ("maltese", "✠"),
    ("checkmark", "✓"), ("diagup", "╱"), ("diagdown", "╲"), ("copyright", "©"), ("pounds", "£"),
    ("mathsterling", "£"), ("yen", "¥"), ("euro", "€"), ("degree", "°"), ("S", "§"), ("P", "¶"), ("dag", "†"),
    ("ddag", "‡"), ("_", "_"), ("#", "#"), ("$", "$"), ("%", "%"), ("&", "&"), ("AA", "Å"), ("aa", "å"), ("ae", "æ"),
    ("AE", "Æ"), ("oe", "œ"), ("OE", "Œ"), ("o", "ø"), ("O", "Ø"), ("ss", "ß"), ("l", "ł"), ("L", "Ł"),
    ("ldots", "…"), ("dots", "…"), ("dotsc", "…"), ("dotso", "…"), ("mathellipsis", "…"), ("textellipsis", "…"),
    ("cdots", "⋯"), ("dotsb", "⋯"), ("dotsm", "⋯"), ("dotsi", "⋯"), ("vdots", "⋮"), ("ddots", "⋱"), ("iddots", "⋰"),
    ("adots", "⋰"), ("QED", "∎"), ("blacksmiley", "☻"), ("smiley", "☺"), ("permil", "‰"), ("textdegree", "°"),
];

#[rustfmt::skip]
const BINARY: &[(&str, &str)] = &[
    ("pm", "±"), ("mp", "∓"), ("times", "×"), ("div", "÷"), ("cdot", "⋅"), ("ast", "∗"), ("star", "⋆"), ("circ", "∘"),
    ("bullet", "∙"), ("cap", "∩"), ("cup", "∪"), ("uplus", "⊎"), ("sqcap", "⊓"), ("sqcup", "⊔"), ("vee", "∨"),
    ("lor", "∨"), ("wedge", "∧"), ("land", "∧"), ("setminus", "∖"), ("smallsetminus", "∖"), ("wr", "≀"),
    ("diamond", "⋄"), ("bigtriangleup", "△"), ("bigtriangledown", "▽"), ("triangleleft", "◁"),
    ("triangleright", "▷"), ("lhd", "⊲"), ("rhd", "⊳"), ("unlhd", "⊴"), ("unrhd", "⊵"), ("oplus", "⊕"),
    ("ominus", "⊖"), ("otimes", "⊗"), ("oslash", "⊘"), ("odot", "⊙"), ("bigcirc", "◯"), ("dagger", "†"),
    ("ddagger", "‡"), ("amalg", "⨿"), ("dotplus", "∔"), ("ltimes", "⋉"), ("rtimes", "⋊"), ("leftthreetimes", "⋋"),
    ("rightthreetimes", "⋌"), ("Cap", "⋒"), ("doublecap", "⋒"), ("Cup", "⋓"), ("doublecup", "⋓"), ("barwedge", "⊼"),
    ("doublebarwedge", "⩞"), ("veebar", "⊻"), ("curlywedge", "⋏"), ("curlyvee", "⋎"), ("boxplus", "⊞"),
    ("boxminus", "⊟"), ("boxtimes", "⊠"), ("boxdot", "⊡"), ("circledast", "⊛"), ("circledcirc", "⊚"),
    ("circleddash", "⊝"), ("centerdot", "⋅"), ("intercal", "⊺"), ("divideontimes", "⋇"), ("And", "&"),
];

#[rustfmt::skip]
const RELATIONS: &[(&str, &str)] = &[
    ("le", "≤"), ("leq", "≤"), ("ge", "≥"), ("geq", "≥"), ("ne", "≠"), ("neq", "≠"), ("lt", "<"), ("gt", ">"),
    ("equiv", "≡"), ("sim", "∼"), ("simeq", "≃"), ("approx", "≈"), ("cong", "≅"), ("doteq", "≐"), ("propto", "∝"),
    ("varpropto", "∝"), ("models", "⊨"), ("perp", "⟂"), ("mid", "∣"), ("parallel", "∥"), ("asymp", "≍"),
    ("bowtie", "⋈"), ("Join", "⋈"), ("smile", "⌣"), ("frown", "⌢"), ("smallsmile", "⌣"), ("smallfrown", "⌢"),
    ("in", "∈"), ("ni", "∋"), ("owns", "∋"), ("notin", "∉"), ("subset", "⊂"), ("supset", "⊃"), ("subseteq", "⊆"),
    ("supseteq", "⊇"), ("subsetneq", "⊊"), ("supsetneq", "⊋"), ("varsubsetneq", "⊊"), ("varsupsetneq", "⊋"),
    ("subseteqq", "⫅"), ("supseteqq", "⫆"), ("subsetneqq", "⫋"), ("supsetneqq", "⫌"), ("nsubseteq", "⊈"),
    ("nsupseteq", "⊉"), ("Subset", "⋐"), ("Supset", "⋑"), ("sqsubset", "⊏"), ("sqsupset", "⊐"), ("sqsubseteq", "⊑"),
    ("sqsupseteq", "⊒"), ("prec", "≺"), ("succ", "≻"), ("preceq", "⪯"), ("succeq", "⪰"), ("preccurlyeq", "≼"),
    ("succcurlyeq", "≽"), ("curlyeqprec", "⋞"), ("curlyeqsucc", "⋟"), ("precsim", "≾"), ("succsim", "≿"),
    ("precapprox", "⪷"), ("succapprox", "⪸"), ("precnsim", "⋨"), ("succnsim", "⋩"), ("precneqq", "⪵"),
    ("succneqq", "⪶"), ("nprec", "⊀"), ("nsucc", "⊁"), ("vdash", "⊢"), ("dashv", "⊣"), ("vDash", "⊨"),
    ("Vdash", "⊩"), ("Vvdash", "⊪"), ("nvdash", "⊬"), ("nvDash", "⊭"), ("nVdash", "⊮"), ("nVDash", "⊯"), ("ll", "≪"),
    ("gg", "≫"), ("lll", "⋘"), ("llless", "⋘"), ("ggg", "⋙"), ("gggtr", "⋙"), ("leqq", "≦"), ("geqq", "≧"),
    ("leqslant", "⩽"), ("geqslant", "⩾"), ("eqslantless", "⪕"), ("eqslantgtr", "⪖"), ("lesssim", "≲"),
    ("gtrsim", "≳"), ("lessapprox", "⪅"), ("gtrapprox", "⪆"), ("lessgtr", "≶"), ("gtrless", "≷"), ("lesseqgtr", "⋚"),
    ("gtreqless", "⋛"), ("lesseqqgtr", "⪋"), ("gtreqqless", "⪌"), ("lessdot", "⋖"), ("gtrdot", "⋗"), ("nless", "≮"),
    ("ngtr", "≯"), ("nleq", "≰"), ("ngeq", "≱"), ("nleqslant", "≰"), ("ngeqslant", "≱"), ("lneq", "⪇"),
    ("gneq", "⪈"), ("lneqq", "≨"), ("gneqq", "≩"), ("lvertneqq", "≨"), ("gvertneqq", "≩"), ("lnsim", "⋦"),
    ("gnsim", "⋧"), ("lnapprox", "⪉"), ("gnapprox", "⪊"), ("eqcirc", "≖"), ("circeq", "≗"), ("triangleq", "≜"),
    ("bumpeq", "≏"), ("Bumpeq", "≎"), ("doteqdot", "≑"), ("Doteq", "≑"), ("risingdotseq", "≓"),
    ("fallingdotseq", "≒"), ("backsim", "∽"), ("backsimeq", "⋍"), ("thicksim", "∼"), ("thickapprox", "≈"),
    ("approxeq", "≊"), ("eqsim", "≂"), ("ncong", "≇"), ("nsim", "≁"), ("nmid", "∤"), ("nparallel", "∦"),
    ("shortmid", "∣"), ("shortparallel", "∥"), ("nshortmid", "∤"), ("nshortparallel", "∦"), ("between", "≬"),
    ("pitchfork", "⋔"), ("therefore", "∴"), ("because", "∵"), ("backepsilon", "϶"), ("trianglelefteq", "⊴"),
    ("trianglerighteq", "⊵"), ("vartriangleleft", "⊲"), ("vartriangleright", "⊳"), ("ntriangleleft", "⋪"),
    ("ntriangleright", "⋫"), ("ntrianglelefteq", "⋬"), ("ntrianglerighteq", "⋭"), ("blacktriangleleft", "◀"),
    ("blacktriangleright", "▶"), ("vartriangle", "△"), ("coloneqq", "≔"), ("coloneq", "≔"), ("eqqcolon", "≕"),
    ("eqcolon", "≕"), ("vcentcolon", ":"), ("ratio", "∶"), ("dblcolon", "∷"), ("Coloneqq", "⩴"),
];

#[rustfmt::skip]
const ARROWS: &[(&str, &str)] = &[
    ("to", "→"), ("rightarrow", "→"), ("gets", "←"), ("leftarrow", "←"), ("leftrightarrow", "↔"),
    ("Rightarrow", "⇒"), ("Leftarrow", "⇐"), ("Leftrightarrow", "⇔"), ("longrightarrow", "⟶"),
    ("longleftarrow", "⟵"), ("longleftrightarrow", "⟷"), ("Longrightarrow", "⟹"), ("Longleftarrow", "⟸"),
    ("Longleftrightarrow", "⟺"), ("iff", "⟺"), ("implies", "⟹"), ("impliedby", "⟸"), ("mapsto", "↦"),
    ("longmapsto", "⟼"), ("hookrightarrow", "↪"), ("hookleftarrow", "↩"), ("rightharpoonup", "⇀"),
    ("rightharpoondown", "⇁"), ("leftharpoonup", "↼"), ("leftharpoondown", "↽"), ("rightleftharpoons", "⇌"),
    ("leftrightharpoons", "⇋"), ("uparrow", "↑"), ("downarrow", "↓"), ("updownarrow", "↕"), ("Uparrow", "⇑"),
    ("Downarrow", "⇓"), ("Updownarrow", "⇕"), ("nearrow", "↗"), ("searrow", "↘"), ("swarrow", "↙"), ("nwarrow", "↖"),
    ("leadsto", "⇝"), ("rightsquigarrow", "⇝"), ("leftrightsquigarrow", "↭"), ("dashrightarrow", "⇢"),
    ("dasharrow", "⇢"), ("dashleftarrow", "⇠"), ("leftleftarrows", "⇇"), ("rightrightarrows", "⇉"),
    ("leftrightarrows", "⇆"), ("rightleftarrows", "⇄"), ("Lleftarrow", "⇚"), ("Rrightarrow", "⇛"),
    ("twoheadleftarrow", "↞"), ("twoheadrightarrow", "↠"), ("leftarrowtail", "↢"), ("rightarrowtail", "↣"),
    ("looparrowleft", "↫"), ("looparrowright", "↬"), ("curvearrowleft", "↶"), ("curvearrowright", "↷"),
    ("circlearrowleft", "↺"), ("circlearrowright", "↻"), ("Lsh", "↰"), ("Rsh", "↱"), ("upuparrows", "⇈"),
    ("downdownarrows", "⇊"), ("upharpoonleft", "↿"), ("upharpoonright", "↾"), ("restriction", "↾"),
    ("downharpoonleft", "⇃"), ("downharpoonright", "⇂"), ("multimap", "⊸"), ("nleftarrow", "↚"),
    ("nrightarrow", "↛"), ("nleftrightarrow", "↮"), ("nLeftarrow", "⇍"), ("nRightarrow", "⇏"),
    ("nLeftrightarrow", "⇎"),
];

#[rustfmt::skip]
const LARGE: &[(&str, &str)] = &[
    ("sum", "∑"), ("prod", "∏"), ("coprod", "∐"), ("bigcup", "⋃"), ("bigcap", "⋂"), ("bigvee", "⋁"),
    ("bigwedge", "⋀"), ("bigoplus", "⨁"), ("bigotimes", "⨂"), ("bigodot", "⨀"), ("biguplus", "⨄"),
    ("bigsqcup", "⨆"), ("int", "∫"), ("iint", "∬"), ("iiint", "∭"), ("iiiint", "⨌"), ("oint", "∮"), ("oiint", "∯"),
    ("oiiint", "∰"),
];

#[rustfmt::skip]
const OPEN: &[(&str, &str)] = &[
    ("{", "{"), ("lbrace", "{"), ("lbrack", "["), ("langle", "⟨"), ("lceil", "⌈"), ("lfloor", "⌊"), ("lvert", "|"),
    ("lVert", "‖"), ("lgroup", "⟮"), ("lmoustache", "⎰"), ("ulcorner", "⌜"), ("llcorner", "⌞"), ("llbracket", "⟦"),
    ("lang", "⟨"), ("lparen", "("),
];

#[rustfmt::skip]
const CLOSE: &[(&str, &str)] = &[
    ("}", "}"), ("rbrace", "}"), ("rbrack", "]"), ("rangle", "⟩"), ("rceil", "⌉"), ("rfloor", "⌋"), ("rvert", "|"),
    ("rVert", "‖"), ("rgroup", "⟯"), ("rmoustache", "⎱"), ("urcorner", "⌝"), ("lrcorner", "⌟"), ("rrbracket", "⟧"),
    ("rang", "⟩"), ("rparen", ")"),
];
