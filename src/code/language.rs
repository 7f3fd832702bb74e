//! The languages, a row each. A new one is a row here, and a case in `cases.txt`.

use super::Part;
use super::{data, markup, words};

/// A language.
#[derive(Debug)]
pub struct Language {
    /// What it is called, and the extensions of its files; the first is the usual name.
    pub names: &'static [&'static str],
    pub(super) read: fn(&str, &Language, &mut Vec<Part>),
    pub(super) keywords: &'static [&'static str],
    pub(super) builtins: &'static [&'static str],
    /// What begins a comment that goes to the end of its line.
    pub(super) line_comments: &'static [&'static str],
    pub(super) block_comments: &'static [(&'static str, &'static str)],
    /// Whether comments may stand in comments.
    pub(super) nests: bool,
    pub(super) strings: &'static [Quote],
    /// What belongs to words beside letters, digits and `_`.
    pub(super) word_signs: &'static str,
    /// Whether its words are the same in capitals.
    pub(super) ignores_case: bool,
    /// What speaks to the compiler.
    pub(super) meta: &'static [Meta],
    /// Whether a word that begins with a capital is a type.
    pub(super) capitals: bool,
}

/// What a text in code stands between.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    /// What keeps the sign after it from ending the text.
    pub escape: Option<char>,
    /// Whether it goes over the ends of lines.
    pub lines: bool,
    /// Whether it holds one character, as beside lifetimes that begin with the same sign.
    pub single: bool,
    /// Whether it never begins at the end of a word: there, the sign is an apostrophe.
    pub apart: bool,
}

/// How something that speaks to the compiler begins.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meta {
    /// A sign and the word behind it: `@Override`.
    Word(&'static str),
    /// At the beginning of a line, to its end: `#include <a>`.
    Line(&'static str),
    /// Up to the bracket that closes it: `#[derive(Debug)]`.
    Brackets(&'static str),
}

const fn quote(sign: &'static str) -> Quote {
    Quote { open: sign, close: sign, escape: Some('\\'), lines: false, single: false, apart: false }
}

const fn raw(open: &'static str, close: &'static str) -> Quote {
    Quote { open, close, escape: None, lines: true, single: false, apart: false }
}

const fn apart(quote: Quote) -> Quote {
    Quote { apart: true, ..quote }
}

const fn long(sign: &'static str) -> Quote {
    Quote { lines: true, ..quote(sign) }
}

const CHARACTER: Quote = Quote { single: true, ..quote("'") };

const C_COMMENTS: &[(&str, &str)] = &[("/*", "*/")];
const C_QUOTES: &[Quote] = &[quote("\""), quote("'")];

/// A language of words, with the comments and texts of C.
const C_LIKE: Language = Language {
    names: &[],
    read: words::read,
    keywords: &[],
    builtins: &[],
    line_comments: &["//"],
    block_comments: C_COMMENTS,
    nests: false,
    strings: C_QUOTES,
    word_signs: "",
    ignores_case: false,
    meta: &[],
    capitals: true,
};

/// A language of words, with the comments of a shell.
const SHELL_LIKE: Language =
    Language { line_comments: &["#"], block_comments: &[], strings: &[quote("\""), quote("'")], ..C_LIKE };

/// Every language.
#[rustfmt::skip]
pub const LANGUAGES: &[Language] = &[
    Language {
        names: &["rust", "rs"],
        keywords: &["as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
            "false", "fn", "for", "if", "impl", "in", "let", "loop", "macro_rules", "match", "mod", "move", "mut", "pub",
            "ref", "return", "self", "Self", "static", "struct", "super", "trait", "true", "type", "union", "unsafe",
            "use", "where", "while", "yield"],
        builtins: &["bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32",
            "u64", "u128", "usize"],
        nests: true,
        strings: &[long("\""), raw("r\"", "\""), raw("r#\"", "\"#"), raw("r##\"", "\"##"), long("b\""), raw("br#\"", "\"#"), CHARACTER],
        meta: &[Meta::Brackets("#["), Meta::Brackets("#![")],
        ..C_LIKE
    },
    Language {
        names: &["python", "py", "python3", "pycon"],
        keywords: &["and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif",
            "else", "except", "False", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match",
            "None", "nonlocal", "not", "or", "pass", "raise", "return", "True", "try", "while", "with", "yield"],
        builtins: &["bool", "bytes", "dict", "enumerate", "float", "int", "isinstance", "len", "list", "open", "print",
            "range", "self", "set", "str", "super", "tuple", "type", "zip"],
        strings: &[long("\"\"\""), long("'''"), quote("\""), quote("'")],
        meta: &[Meta::Word("@")],
        ..SHELL_LIKE
    },
    Language {
        names: &["javascript", "js", "jsx", "mjs", "node", "typescript", "ts", "tsx"],
        keywords: &["abstract", "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger",
            "declare", "default", "delete", "do", "else", "enum", "export", "extends", "false", "finally", "for", "from",
            "function", "get", "if", "implements", "import", "in", "instanceof", "interface", "is", "keyof", "let",
            "namespace", "new", "null", "of", "private", "protected", "public", "readonly", "return", "satisfies", "set",
            "static", "super", "switch", "this", "throw", "true", "try", "type", "typeof", "undefined", "var", "void",
            "while", "with", "yield"],
        builtins: &["any", "bigint", "boolean", "console", "document", "never", "number", "object", "string", "symbol",
            "unknown", "window"],
        strings: &[quote("\""), quote("'"), long("`")],
        word_signs: "$",
        meta: &[Meta::Word("@")],
        ..C_LIKE
    },
    Language {
        names: &["c", "h"],
        keywords: &["auto", "break", "case", "const", "continue", "default", "do", "else", "enum", "extern", "for", "goto",
            "if", "inline", "register", "restrict", "return", "sizeof", "static", "struct", "switch", "typedef", "union",
            "volatile", "while", "NULL", "true", "false"],
        builtins: &["bool", "char", "double", "float", "int", "int8_t", "int16_t", "int32_t", "int64_t", "long", "short",
            "signed", "size_t", "ssize_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "unsigned", "void"],
        meta: &[Meta::Line("#")],
        ..C_LIKE
    },
    Language {
        names: &["cpp", "c++", "cc", "cxx", "hpp", "hxx", "arduino"],
        keywords: &["alignas", "alignof", "auto", "break", "case", "catch", "class", "co_await", "co_return", "co_yield",
            "concept", "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default",
            "delete", "do", "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "final", "for",
            "friend", "goto", "if", "import", "inline", "module", "mutable", "namespace", "new", "noexcept", "nullptr",
            "operator", "override", "private", "protected", "public", "reinterpret_cast", "requires", "return", "sizeof",
            "static", "static_assert", "static_cast", "struct", "switch", "template", "this", "thread_local", "throw",
            "true", "try", "typedef", "typeid", "typename", "union", "using", "virtual", "volatile", "while"],
        builtins: &["bool", "char", "char8_t", "char16_t", "char32_t", "double", "float", "int", "long", "short", "signed",
            "size_t", "std", "string", "unsigned", "vector", "void", "wchar_t"],
        strings: &[raw("R\"(", ")\""), quote("\""), quote("'")],
        meta: &[Meta::Line("#")],
        ..C_LIKE
    },
    Language {
        names: &["csharp", "c#", "cs"],
        keywords: &["abstract", "as", "async", "await", "base", "break", "case", "catch", "class", "const", "continue",
            "default", "delegate", "do", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "for",
            "foreach", "get", "goto", "if", "implicit", "in", "init", "interface", "internal", "is", "lock", "namespace",
            "new", "null", "operator", "out", "override", "params", "partial", "private", "protected", "public",
            "readonly", "record", "ref", "required", "return", "sealed", "set", "sizeof", "static", "struct", "switch",
            "this", "throw", "true", "try", "typeof", "unsafe", "using", "var", "virtual", "volatile", "when", "where",
            "while", "with", "yield"],
        builtins: &["bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "object",
            "sbyte", "short", "string", "uint", "ulong", "ushort", "void"],
        strings: &[raw("\"\"\"", "\"\"\""), raw("@\"", "\""), quote("\""), quote("'")],
        meta: &[Meta::Line("#")],
        ..C_LIKE
    },
    Language {
        names: &["java", "groovy", "gradle", "scala"],
        keywords: &["abstract", "assert", "break", "case", "catch", "class", "const", "continue", "def", "default", "do",
            "else", "enum", "extends", "false", "final", "finally", "for", "goto", "if", "implements", "import",
            "instanceof", "interface", "native", "new", "null", "object", "package", "permits", "private", "protected",
            "public", "record", "return", "sealed", "static", "strictfp", "super", "switch", "synchronized", "this",
            "throw", "throws", "trait", "transient", "true", "try", "val", "var", "volatile", "while", "with", "yield"],
        builtins: &["boolean", "byte", "char", "double", "float", "int", "long", "short", "void"],
        strings: &[long("\"\"\""), quote("\""), quote("'")],
        meta: &[Meta::Word("@")],
        ..C_LIKE
    },
    Language {
        names: &["go", "golang"],
        keywords: &["break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "false", "for",
            "func", "go", "goto", "if", "import", "interface", "iota", "map", "nil", "package", "range", "return",
            "select", "struct", "switch", "true", "type", "var"],
        builtins: &["any", "append", "bool", "byte", "cap", "clear", "close", "comparable", "complex64", "complex128",
            "copy", "delete", "error", "float32", "float64", "int", "int8", "int16", "int32", "int64", "len", "make", "max",
            "min", "new", "panic", "print", "println", "recover", "rune", "string", "uint", "uint8", "uint16", "uint32",
            "uint64", "uintptr"],
        strings: &[quote("\""), quote("'"), raw("`", "`")],
        ..C_LIKE
    },
    Language {
        names: &["ruby", "rb"],
        keywords: &["alias", "and", "begin", "break", "case", "class", "def", "defined?", "do", "else", "elsif", "end",
            "ensure", "false", "for", "if", "in", "module", "next", "nil", "not", "or", "redo", "rescue", "retry", "return",
            "self", "super", "then", "true", "undef", "unless", "until", "when", "while", "yield"],
        builtins: &["attr_accessor", "attr_reader", "attr_writer", "extend", "include", "private", "protected", "puts",
            "raise", "require", "require_relative"],
        block_comments: &[("=begin", "=end")],
        word_signs: "?!",
        ..SHELL_LIKE
    },
    Language {
        names: &["php"],
        keywords: &["abstract", "and", "array", "as", "break", "callable", "case", "catch", "class", "clone", "const",
            "continue", "declare", "default", "do", "echo", "else", "elseif", "enum", "extends", "false", "final",
            "finally", "fn", "for", "foreach", "function", "global", "goto", "if", "implements", "include", "instanceof",
            "insteadof", "interface", "match", "namespace", "new", "null", "or", "print", "private", "protected", "public",
            "readonly", "require", "require_once", "return", "static", "switch", "throw", "trait", "true", "try", "unset",
            "use", "var", "while", "xor", "yield"],
        builtins: &["bool", "float", "int", "iterable", "mixed", "object", "self", "string", "void"],
        line_comments: &["//", "# "],
        word_signs: "$",
        ignores_case: true,
        meta: &[Meta::Brackets("#["), Meta::Word("<?"), Meta::Word("?>")],
        ..C_LIKE
    },
    Language {
        names: &["shell", "sh", "bash", "zsh", "fish"],
        keywords: &["case", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in", "select", "then",
            "time", "until", "while", "return", "exit", "break", "continue", "local", "export", "readonly", "declare",
            "unset", "shift"],
        builtins: &["alias", "cd", "echo", "eval", "exec", "printf", "pwd", "read", "set", "source", "test", "trap", "true",
            "false", "sudo"],
        strings: &[long("\""), raw("'", "'")],
        word_signs: "-./",
        capitals: false,
        ..SHELL_LIKE
    },
    Language {
        names: &["powershell", "ps1", "pwsh"],
        keywords: &["begin", "break", "catch", "class", "continue", "do", "else", "elseif", "end", "exit", "filter",
            "finally", "for", "foreach", "function", "if", "in", "param", "process", "return", "switch", "throw", "trap",
            "try", "until", "using", "while"],
        block_comments: &[("<#", "#>")],
        strings: &[Quote { escape: Some('`'), ..long("\"") }, raw("'", "'")],
        word_signs: "$-",
        ignores_case: true,
        capitals: false,
        ..SHELL_LIKE
    },
    Language {
        names: &["sql", "mysql", "postgresql", "sqlite"],
        keywords: &["add", "all", "alter", "and", "as", "asc", "begin", "between", "by", "case", "check", "column",
            "commit", "constraint", "create", "cross", "database", "default", "delete", "desc", "distinct", "drop", "else",
            "end", "except", "exists", "foreign", "from", "full", "function", "grant", "group", "having", "if", "in",
            "index", "inner", "insert", "intersect", "into", "is", "join", "key", "left", "like", "limit", "not", "null",
            "offset", "on", "or", "order", "outer", "over", "partition", "primary", "procedure", "references", "returning",
            "revoke", "right", "rollback", "select", "set", "table", "then", "transaction", "trigger", "union", "unique",
            "update", "using", "values", "view", "when", "where", "with"],
        builtins: &["avg", "bigint", "blob", "boolean", "char", "count", "date", "decimal", "double", "float", "int",
            "integer", "json", "max", "min", "numeric", "real", "serial", "smallint", "sum", "text", "time", "timestamp",
            "uuid", "varchar"],
        line_comments: &["--"],
        strings: &[raw("'", "'"), raw("\"", "\"")],
        ignores_case: true,
        capitals: false,
        ..C_LIKE
    },
    Language { names: &["json", "jsonc", "json5"], read: data::keyed, keywords: &["true", "false", "null"], capitals: false, ..C_LIKE },
    Language {
        names: &["toml", "ini", "cfg", "conf", "properties", "desktop"],
        read: data::keyed,
        keywords: &["true", "false", "inf", "nan"],
        line_comments: &["#", ";"],
        strings: &[long("\"\"\""), raw("'''", "'''"), quote("\""), apart(raw("'", "'"))],
        word_signs: "-.",
        capitals: false,
        ..SHELL_LIKE
    },
    Language {
        names: &["yaml", "yml"],
        read: data::keyed,
        keywords: &["true", "false", "null", "yes", "no", "on", "off"],
        strings: &[long("\""), apart(raw("'", "'"))],
        word_signs: "-./",
        capitals: false,
        ..SHELL_LIKE
    },
    Language { names: &["html", "xml", "xhtml", "svg", "opf", "plist", "xsl", "vue", "handlebars", "hbs"], read: markup::tags, ..C_LIKE },
    Language { names: &["css", "scss", "sass", "less"], read: data::css, line_comments: &[], word_signs: "-", capitals: false, ..C_LIKE },
    Language { names: &["markdown", "md"], read: markup::markdown, ..C_LIKE },
    Language { names: &["console", "terminal", "shellsession", "shell-session", "session"], read: markup::session, ..C_LIKE },
    Language { names: &["diff", "patch"], read: markup::diff, ..C_LIKE },
    Language {
        names: &["haskell", "hs", "elm", "purescript"],
        keywords: &["case", "class", "data", "default", "deriving", "do", "else", "forall", "foreign", "if", "import", "in",
            "infix", "infixl", "infixr", "instance", "let", "module", "newtype", "of", "qualified", "then", "type",
            "where"],
        line_comments: &["--"],
        block_comments: &[("{-", "-}")],
        nests: true,
        strings: &[quote("\""), CHARACTER],
        word_signs: "'",
        ..C_LIKE
    },
    Language {
        names: &["kotlin", "kt", "kts"],
        keywords: &["abstract", "actual", "annotation", "as", "break", "by", "catch", "class", "companion", "const",
            "continue", "data", "do", "else", "enum", "expect", "false", "final", "finally", "for", "fun", "if", "import",
            "in", "infix", "init", "inline", "interface", "internal", "is", "lateinit", "null", "object", "open",
            "operator", "out", "override", "package", "private", "protected", "public", "return", "sealed", "super",
            "suspend", "this", "throw", "true", "try", "typealias", "val", "var", "vararg", "when", "where", "while"],
        nests: true,
        strings: &[raw("\"\"\"", "\"\"\""), quote("\""), quote("'")],
        meta: &[Meta::Word("@")],
        ..C_LIKE
    },
    Language {
        names: &["swift"],
        keywords: &["actor", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
            "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
            "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "mutating", "nil", "open",
            "operator", "override", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "Self", "some",
            "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
            "where", "while"],
        nests: true,
        strings: &[long("\"\"\""), quote("\"")],
        meta: &[Meta::Word("@"), Meta::Word("#")],
        ..C_LIKE
    },
    Language {
        names: &["lua"],
        keywords: &["and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
            "nil", "not", "or", "repeat", "return", "then", "true", "until", "while"],
        line_comments: &["--"],
        block_comments: &[("--[[", "]]")],
        strings: &[raw("[[", "]]"), quote("\""), quote("'")],
        ..C_LIKE
    },
    Language {
        names: &["r", "rscript"],
        keywords: &["break", "else", "FALSE", "for", "function", "if", "in", "Inf", "NA", "NaN", "next", "NULL", "repeat",
            "return", "TRUE", "while"],
        builtins: &["c", "data.frame", "library", "list", "matrix", "print", "require", "vector"],
        word_signs: ".",
        capitals: false,
        ..SHELL_LIKE
    },
    Language { names: &["latex", "tex", "bibtex"], read: markup::tex, ..C_LIKE },
    Language {
        names: &["perl", "pl"],
        keywords: &["and", "die", "do", "else", "elsif", "eq", "for", "foreach", "if", "last", "local", "my", "ne", "next",
            "not", "or", "our", "package", "print", "qw", "redo", "require", "return", "say", "sub", "undef", "unless",
            "until", "use", "while"],
        block_comments: &[("=pod", "=cut"), ("=head", "=cut"), ("=over", "=cut"), ("=begin", "=cut")],
        word_signs: "$@",
        ..SHELL_LIKE
    },
    Language {
        names: &["dockerfile", "docker", "containerfile"],
        keywords: &["add", "arg", "as", "cmd", "copy", "entrypoint", "env", "expose", "from", "healthcheck", "label",
            "onbuild", "run", "shell", "stopsignal", "user", "volume", "workdir"],
        word_signs: "-./",
        ignores_case: true,
        capitals: false,
        ..SHELL_LIKE
    },
    Language {
        names: &["makefile", "make", "mk"],
        keywords: &["define", "else", "endef", "endif", "export", "ifdef", "ifeq", "ifndef", "ifneq", "include", "override"],
        meta: &[Meta::Word(".")],
        capitals: false,
        ..SHELL_LIKE
    },
    Language {
        names: &["dart"],
        keywords: &["abstract", "as", "assert", "async", "await", "break", "case", "catch", "class", "const", "continue",
            "default", "do", "else", "enum", "export", "extends", "extension", "factory", "false", "final", "finally",
            "for", "get", "if", "implements", "import", "in", "is", "late", "mixin", "new", "null", "on", "required",
            "return", "set", "static", "super", "switch", "this", "throw", "true", "try", "typedef", "var", "void",
            "while", "with", "yield"],
        builtins: &["bool", "double", "dynamic", "int", "num"],
        meta: &[Meta::Word("@")],
        ..C_LIKE
    },
    Language {
        names: &["elixir", "ex", "exs"],
        keywords: &["after", "and", "case", "catch", "cond", "def", "defmacro", "defmodule", "defp", "defstruct", "do",
            "else", "end", "false", "fn", "for", "if", "import", "in", "nil", "not", "or", "receive", "require", "rescue",
            "true", "try", "unless", "use", "when", "with"],
        strings: &[long("\"\"\""), quote("\""), quote("'")],
        word_signs: "?!",
        meta: &[Meta::Word("@")],
        ..SHELL_LIKE
    },
    Language {
        names: &["zig"],
        keywords: &["align", "and", "asm", "async", "await", "break", "catch", "comptime", "const", "continue", "defer",
            "else", "enum", "errdefer", "error", "export", "extern", "false", "fn", "for", "if", "inline", "null", "or",
            "orelse", "packed", "pub", "return", "struct", "switch", "test", "true", "try", "undefined", "union",
            "unreachable", "usingnamespace", "var", "volatile", "while"],
        builtins: &["anyerror", "anytype", "bool", "f32", "f64", "i8", "i16", "i32", "i64", "isize", "noreturn", "type",
            "u8", "u16", "u32", "u64", "usize", "void"],
        block_comments: &[],
        meta: &[Meta::Word("@")],
        ..C_LIKE
    },
    Language {
        names: &["lisp", "clojure", "clj", "scheme", "racket", "elisp"],
        keywords: &["and", "cond", "def", "define", "defmacro", "defn", "defun", "do", "else", "fn", "if", "lambda", "let",
            "letrec", "loop", "not", "ns", "or", "quote", "recur", "require", "set!", "setq", "when"],
        line_comments: &[";"],
        block_comments: &[],
        strings: &[long("\"")],
        word_signs: "-!?*+/<>=",
        capitals: false,
        ..C_LIKE
    },
    Language {
        names: &["ocaml", "ml", "fsharp", "f#", "fs"],
        keywords: &["and", "as", "begin", "do", "done", "else", "end", "exception", "external", "false", "for", "fun",
            "function", "functor", "if", "in", "include", "let", "match", "member", "module", "mutable", "namespace", "new",
            "of", "open", "rec", "sig", "struct", "then", "true", "try", "type", "val", "when", "while", "with", "yield"],
        block_comments: &[("(*", "*)")],
        nests: true,
        strings: &[quote("\""), CHARACTER],
        word_signs: "'",
        ..C_LIKE
    },
    Language {
        names: &["objective-c", "objectivec", "objc"],
        keywords: &["BOOL", "NO", "NULL", "YES", "break", "case", "const", "continue", "default", "do", "else", "enum",
            "extern", "for", "goto", "id", "if", "in", "instancetype", "nil", "return", "self", "sizeof", "static", "struct",
            "super", "switch", "typedef", "while"],
        builtins: &["bool", "char", "double", "float", "int", "long", "short", "unsigned", "void"],
        strings: &[Quote { close: "\"", ..quote("@\"") }, quote("\""), quote("'")],
        meta: &[Meta::Line("#"), Meta::Word("@")],
        ..C_LIKE
    },
    Language {
        names: &["julia", "jl"],
        keywords: &["abstract", "baremodule", "begin", "break", "catch", "const", "continue", "do", "else", "elseif", "end",
            "export", "false", "finally", "for", "function", "global", "if", "import", "in", "let", "local", "macro",
            "module", "mutable", "nothing", "quote", "return", "struct", "true", "try", "using", "where", "while"],
        block_comments: &[("#=", "=#")],
        nests: true,
        strings: &[long("\"\"\""), long("\""), CHARACTER],
        word_signs: "!",
        meta: &[Meta::Word("@")],
        ..SHELL_LIKE
    },
    Language {
        names: &["matlab", "octave"],
        keywords: &["break", "case", "catch", "classdef", "continue", "else", "elseif", "end", "for", "function", "global",
            "if", "otherwise", "parfor", "persistent", "return", "switch", "try", "while"],
        line_comments: &["%", "#"],
        block_comments: &[("%{", "%}")],
        // A mark behind a word transposes it.
        strings: &[quote("\""), Quote { escape: None, ..apart(quote("'")) }],
        capitals: false,
        ..C_LIKE
    },
    Language {
        names: &["vb", "vbnet", "vba", "basic", "visual-basic"],
        keywords: &["and", "as", "byref", "byval", "call", "case", "class", "const", "dim", "do", "each", "else", "elseif",
            "end", "exit", "false", "for", "function", "get", "goto", "if", "imports", "in", "is", "loop", "me", "module",
            "new", "next", "not", "nothing", "on", "option", "or", "private", "property", "public", "return", "select",
            "set", "shared", "sub", "then", "to", "true", "until", "wend", "while", "with"],
        builtins: &["boolean", "byte", "date", "double", "integer", "long", "object", "single", "string", "variant"],
        line_comments: &["'"],
        block_comments: &[],
        strings: &[Quote { escape: None, ..quote("\"") }],
        ignores_case: true,
        meta: &[Meta::Line("#")],
        capitals: false,
        ..C_LIKE
    },
    Language {
        names: &["pascal", "delphi", "pas"],
        keywords: &["and", "array", "begin", "case", "class", "const", "constructor", "destructor", "div", "do", "downto",
            "else", "end", "except", "file", "finally", "for", "function", "goto", "if", "implementation", "in", "inherited",
            "interface", "mod", "nil", "not", "of", "or", "procedure", "program", "property", "raise", "record", "repeat",
            "set", "then", "to", "try", "type", "unit", "until", "uses", "var", "while", "with"],
        builtins: &["boolean", "char", "integer", "real", "string"],
        block_comments: &[("{", "}"), ("(*", "*)")],
        strings: &[Quote { escape: None, ..quote("'") }],
        ignores_case: true,
        capitals: false,
        ..C_LIKE
    },
    Language {
        names: &["graphql", "gql"],
        keywords: &["directive", "enum", "extend", "false", "fragment", "implements", "input", "interface", "mutation",
            "null", "on", "query", "scalar", "schema", "subscription", "true", "type", "union"],
        strings: &[long("\"\"\""), quote("\"")],
        word_signs: "$",
        meta: &[Meta::Word("@")],
        ..SHELL_LIKE
    },
    Language {
        names: &["protobuf", "proto"],
        keywords: &["enum", "extend", "false", "import", "map", "message", "oneof", "option", "optional", "package", "public",
            "repeated", "required", "reserved", "returns", "rpc", "service", "stream", "syntax", "true"],
        builtins: &["bool", "bytes", "double", "fixed32", "fixed64", "float", "int32", "int64", "sint32", "sint64", "string",
            "uint32", "uint64"],
        ..C_LIKE
    },
    Language {
        names: &["hcl", "terraform", "tf"],
        keywords: &["data", "dynamic", "false", "for", "for_each", "if", "in", "locals", "module", "null", "output",
            "provider", "resource", "terraform", "true", "variable"],
        line_comments: &["#", "//"],
        block_comments: C_COMMENTS,
        strings: &[quote("\"")],
        word_signs: "-",
        capitals: false,
        ..SHELL_LIKE
    },
];
