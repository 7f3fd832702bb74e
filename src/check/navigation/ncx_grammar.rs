//! The form of an NCX. OPF 2.0.1, section 2.4.1, and ANSI/NISO Z39.86-2005, section 8.

use crate::check::checks::{Check, Example, Look};
use crate::check::grammar::{CHECK as RULES, Content, Element, Grammar, MANY, Value};
use crate::check::resource::Resource;
use crate::diagnostic::Diagnostics;
use crate::package::{media_type, ns};

pub(in crate::check) const CHECK: Check =
    Check { rules: &[], section: RULES.section, example: Example::None, look: Look::Beginning(look) };

fn look(resource: &mut Resource<'_, '_>) {
    if resource.item.media_type() != media_type::NCX {
        return;
    }
    if let Some(tree) = resource.tree() {
        let mut diagnostics = Diagnostics::new();
        NCX.check(tree, resource.place(), &mut diagnostics);
        resource.report_all(diagnostics);
    }
}

const LABEL: Content = Content::Sequence(&[("text", 1, 1), ("audio", 0, 1), ("img", 0, 1)]);
const LANGUAGE: &[(&str, Value)] = &[("xml:lang", Value::SomeLanguage), ("dir", Value::Word(&["ltr", "rtl"]))];

const NCX: Grammar = Grammar {
    title: "the NCX",
    namespace: ns::NCX,
    root: "ncx",
    prefixes: &[],
    is_open: false,
    elements: &[
        Element {
            name: "ncx",
            attributes: &[
                ("!version", Value::Word(&["2005-1"])),
                ("xml:lang", Value::SomeLanguage),
                ("dir", Value::Word(&["ltr", "rtl"])),
            ],
            content: Content::Sequence(&[
                ("head", 1, 1),
                ("docTitle", 1, 1),
                ("docAuthor", 0, MANY),
                ("navMap", 1, 1),
                ("pageList", 0, 1),
                ("navList", 0, MANY),
            ]),
        },
        Element {
            name: "head",
            attributes: &[],
            content: Content::Mixed(&[("meta", 1, MANY), ("smilCustomTest", 0, MANY)]),
        },
        Element {
            name: "meta",
            attributes: &[("!name", Value::Any), ("!content", Value::Any), ("scheme", Value::Any)],
            content: Content::Empty,
        },
        Element {
            name: "smilCustomTest",
            attributes: &[
                ("!id", Value::Id),
                ("defaultState", Value::Word(&["true", "false"])),
                ("override", Value::Word(&["visible", "hidden"])),
                ("bookStruct", Value::Any),
            ],
            content: Content::Empty,
        },
        Element { name: "docTitle", attributes: &[("id", Value::Id)], content: LABEL },
        Element { name: "docAuthor", attributes: &[("id", Value::Id)], content: LABEL },
        Element {
            name: "navMap",
            attributes: &[("id", Value::Id)],
            content: Content::Sequence(&[("navInfo", 0, MANY), ("navLabel", 0, MANY), ("navPoint", 1, MANY)]),
        },
        Element {
            name: "navPoint",
            attributes: &[("!id", Value::Id), ("class", Value::Any), ("playOrder", Value::Number)],
            content: Content::Sequence(&[("navLabel", 1, MANY), ("content", 1, 1), ("navPoint", 0, MANY)]),
        },
        Element { name: "navLabel", attributes: LANGUAGE, content: LABEL },
        Element { name: "navInfo", attributes: LANGUAGE, content: LABEL },
        Element {
            name: "content",
            attributes: &[("!src", Value::Address), ("id", Value::Id)],
            content: Content::Empty,
        },
        Element {
            name: "pageList",
            attributes: &[("id", Value::Id), ("class", Value::Any)],
            content: Content::Sequence(&[("navInfo", 0, MANY), ("navLabel", 0, MANY), ("pageTarget", 1, MANY)]),
        },
        Element {
            name: "pageTarget",
            attributes: &[
                ("id", Value::Id),
                ("value", Value::Number),
                ("!type", Value::Word(&["front", "normal", "special"])),
                ("class", Value::Any),
                ("playOrder", Value::Number),
            ],
            content: Content::Sequence(&[("navLabel", 1, MANY), ("content", 1, 1)]),
        },
        Element {
            name: "navList",
            attributes: &[("id", Value::Id), ("class", Value::Any)],
            content: Content::Sequence(&[("navInfo", 0, MANY), ("navLabel", 1, MANY), ("navTarget", 1, MANY)]),
        },
        Element {
            name: "navTarget",
            attributes: &[
                ("!id", Value::Id),
                ("value", Value::Number),
                ("class", Value::Any),
                ("playOrder", Value::Number),
            ],
            content: Content::Sequence(&[("navLabel", 1, MANY), ("content", 1, 1)]),
        },
        Element { name: "text", attributes: &[("id", Value::Id), ("class", Value::Any)], content: Content::Text },
        Element {
            name: "audio",
            attributes: &[
                ("!src", Value::Address),
                ("!clipBegin", Value::Any),
                ("!clipEnd", Value::Any),
                ("id", Value::Id),
                ("class", Value::Any),
            ],
            content: Content::Empty,
        },
        Element {
            name: "img",
            attributes: &[("!src", Value::Address), ("id", Value::Id), ("class", Value::Any)],
            content: Content::Empty,
        },
    ],
};
