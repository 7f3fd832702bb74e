//! Which roles may stand on which element (ARIA in HTML, 4, with the roles of DPUB-ARIA 1.1).
//!
//! Roles of controls are in no list: a book has no scripts that could make a button of a `div`.

/// The roles that an element may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roles {
    None,
    Only(&'static [&'static str]),
    /// Any of those that tell what a piece of text is.
    Any,
}

impl Roles {
    /// Tells whether `role` may be given.
    pub fn allow(self, role: &str) -> bool {
        match self {
            Self::None => false,
            Self::Only(roles) => roles.contains(&role),
            Self::Any => is_static_role(role),
        }
    }
}

/// Tells whether `role` is one that tells what a piece of text is, current and not abstract.
pub fn is_static_role(role: &str) -> bool {
    STATIC.contains(&role) || role.strip_prefix("doc-").is_some_and(|term| PUBLISHING.contains(&term))
}

const STATIC: &[&str] = &[
    "article",
    "banner",
    "cell",
    "columnheader",
    "complementary",
    "contentinfo",
    "definition",
    "document",
    "figure",
    "group",
    "heading",
    "img",
    "link",
    "list",
    "listitem",
    "main",
    "math",
    "navigation",
    "none",
    "note",
    "presentation",
    "region",
    "row",
    "rowgroup",
    "rowheader",
    "search",
    "separator",
    "status",
    "table",
    "term",
];

/// The roles of DPUB-ARIA without `doc-`. `biblioentry` and `endnote` are deprecated.
const PUBLISHING: &[&str] = &[
    "abstract",
    "acknowledgments",
    "afterword",
    "appendix",
    "backlink",
    "bibliography",
    "biblioref",
    "chapter",
    "colophon",
    "conclusion",
    "cover",
    "credit",
    "credits",
    "dedication",
    "endnotes",
    "epigraph",
    "epilogue",
    "errata",
    "example",
    "footnote",
    "foreword",
    "glossary",
    "glossref",
    "index",
    "introduction",
    "noteref",
    "notice",
    "pagebreak",
    "pagelist",
    "part",
    "preface",
    "prologue",
    "pullquote",
    "qna",
    "subtitle",
    "tip",
    "toc",
];

pub(super) const ARTICLE: Roles = Roles::Only(&["article", "document", "main", "region", "presentation", "none"]);
pub(super) const ASIDE: Roles = Roles::Only(&[
    "note",
    "complementary",
    "search",
    "region",
    "presentation",
    "none",
    "doc-dedication",
    "doc-example",
    "doc-footnote",
    "doc-glossary",
    "doc-pullquote",
    "doc-tip",
]);
pub(super) const EDGE: Roles = Roles::Only(&["group", "presentation", "none", "doc-footnote"]);
pub(super) const HEADING: Roles = Roles::Only(&["heading", "presentation", "none", "doc-subtitle"]);
pub(super) const IMAGE: Roles = Roles::Only(&["img", "math", "none", "presentation", "separator", "doc-cover"]);
pub(super) const ITEM: Roles = Roles::Only(&["listitem", "presentation", "none", "separator"]);
pub(super) const LINK: Roles = Roles::Only(&["link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref"]);
pub(super) const LIST: Roles = Roles::Only(&["group", "list", "presentation", "none"]);
pub(super) const NAVIGATION: Roles =
    Roles::Only(&["navigation", "presentation", "none", "doc-index", "doc-pagelist", "doc-toc"]);
pub(super) const NOTHING: Roles = Roles::Only(&["none", "presentation"]);
pub(super) const SECTION: Roles = Roles::Only(&[
    "group",
    "presentation",
    "none",
    "region",
    "status",
    "banner",
    "complementary",
    "contentinfo",
    "document",
    "main",
    "navigation",
    "note",
    "search",
    "doc-abstract",
    "doc-acknowledgments",
    "doc-afterword",
    "doc-appendix",
    "doc-bibliography",
    "doc-chapter",
    "doc-colophon",
    "doc-conclusion",
    "doc-credit",
    "doc-credits",
    "doc-dedication",
    "doc-endnotes",
    "doc-epigraph",
    "doc-epilogue",
    "doc-errata",
    "doc-example",
    "doc-foreword",
    "doc-glossary",
    "doc-index",
    "doc-introduction",
    "doc-notice",
    "doc-pagelist",
    "doc-part",
    "doc-preface",
    "doc-prologue",
    "doc-pullquote",
    "doc-qna",
    "doc-toc",
]);
pub(super) const SEPARATOR: Roles = Roles::Only(&["separator", "presentation", "none", "doc-pagebreak"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_controls_and_deprecated_ones_are_not_allowed_anywhere() {
        for role in ["button", "tab", "checkbox", "doc-endnote", "doc-biblioentry", "roletype", "", "none heading"] {
            assert!(!Roles::Any.allow(role), "{role}");
        }
        assert!(Roles::Any.allow("doc-footnote") && Roles::Any.allow("note"));
    }
}
