//! Which roles may stand on which element (ARIA in HTML, 4, with the roles of DPUB-ARIA 1.1).

/// The roles that an element may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roles {
    None,
    Only(&'static [&'static str]),
    Any,
}

impl Roles {
    /// Tells whether `role` may be given.
    pub fn allow(self, role: &str) -> bool {
        match self {
            Self::None => false,
            Self::Only(roles) => roles.contains(&role),
            Self::Any => is_role(role),
        }
    }

    /// Tells whether `role` may be given and tells what a piece of text is.
    ///
    /// A book that is made from text needs no others: it has no scripts that could make a button of a `div`.
    pub fn allow_static(self, role: &str) -> bool {
        self.allow(role) && is_static_role(role)
    }
}

/// Tells whether `role` is one of ARIA or DPUB-ARIA and not abstract.
pub(super) fn is_role(role: &str) -> bool {
    is_static_role(role) || CONTROLS.contains(&role) || is_deprecated_role(role)
}

/// Tells whether `role` is one that DPUB-ARIA has given up.
pub fn is_deprecated_role(role: &str) -> bool {
    matches!(role, "doc-biblioentry" | "doc-endnote")
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

/// Roles that mean something only where a script does something, and those that few texts have a use for.
const CONTROLS: &[&str] = &[
    "alert",
    "alertdialog",
    "application",
    "button",
    "checkbox",
    "combobox",
    "dialog",
    "directory",
    "feed",
    "form",
    "graphics-document",
    "graphics-object",
    "graphics-symbol",
    "grid",
    "gridcell",
    "listbox",
    "log",
    "marquee",
    "menu",
    "menubar",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "progressbar",
    "radio",
    "radiogroup",
    "scrollbar",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "tablist",
    "tabpanel",
    "textbox",
    "timer",
    "toolbar",
    "tooltip",
    "tree",
    "treegrid",
    "treeitem",
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

pub(super) const ARTICLE: Roles =
    Roles::Only(&["application", "article", "document", "feed", "main", "none", "presentation", "region"]);
pub(super) const ASIDE: Roles = Roles::Only(&[
    "complementary",
    "feed",
    "none",
    "note",
    "presentation",
    "region",
    "search",
    "doc-dedication",
    "doc-example",
    "doc-footnote",
    "doc-glossary",
    "doc-pullquote",
    "doc-tip",
]);
pub(super) const BUTTON: Roles = Roles::Only(super::forms::BUTTON_ROLES);
pub(super) const FOOTER: Roles = Roles::Only(&["contentinfo", "group", "none", "presentation", "doc-footnote"]);
pub(super) const FORM: Roles = Roles::Only(&["form", "none", "presentation", "search"]);
pub(super) const FRAME: Roles = Roles::Only(&["application", "document", "img", "none", "presentation"]);
pub(super) const BODY: Roles = Roles::Only(&["application", "document", "none", "presentation"]);
pub(super) const HEADER: Roles = Roles::Only(&["banner", "group", "none", "presentation", "doc-footnote"]);
pub(super) const HEADING: Roles = Roles::Only(&["heading", "none", "presentation", "tab", "doc-subtitle"]);
pub(super) const IMAGE: Roles = Roles::Only(&[
    "button",
    "checkbox",
    "img",
    "link",
    "math",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "none",
    "option",
    "presentation",
    "progressbar",
    "radio",
    "scrollbar",
    "separator",
    "slider",
    "switch",
    "tab",
    "treeitem",
    "doc-cover",
]);
pub(super) const ITEM: Roles = Roles::Only(&[
    "listitem",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "none",
    "option",
    "presentation",
    "radio",
    "separator",
    "tab",
    "treeitem",
    "doc-biblioentry",
    "doc-endnote",
]);
pub(super) const LINK: Roles = Roles::Only(&[
    "button",
    "checkbox",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "switch",
    "tab",
    "treeitem",
    "doc-backlink",
    "doc-biblioref",
    "doc-glossref",
    "doc-noteref",
]);
pub(super) const LIST: Roles = Roles::Only(&[
    "directory",
    "group",
    "list",
    "listbox",
    "menu",
    "menubar",
    "none",
    "presentation",
    "radiogroup",
    "tablist",
    "toolbar",
    "tree",
]);
pub(super) const NAVIGATION: Roles = Roles::Only(&[
    "menu",
    "menubar",
    "navigation",
    "none",
    "presentation",
    "tablist",
    "doc-index",
    "doc-pagelist",
    "doc-toc",
]);
pub(super) const NOTHING: Roles = Roles::Only(&["none", "presentation"]);
pub(super) const OBJECT: Roles = Roles::Only(&["application", "document", "img"]);
pub(super) const SECTION: Roles = Roles::Only(&[
    "alert",
    "alertdialog",
    "application",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "document",
    "feed",
    "group",
    "log",
    "main",
    "marquee",
    "navigation",
    "none",
    "note",
    "presentation",
    "region",
    "search",
    "status",
    "tabpanel",
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
pub(super) const SEPARATOR: Roles = Roles::Only(&["none", "presentation", "separator", "doc-pagebreak"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_controls_and_deprecated_ones_are_not_static() {
        for role in ["button", "tab", "checkbox", "doc-endnote", "doc-biblioentry"] {
            assert!(Roles::Any.allow(role) && !Roles::Any.allow_static(role), "{role}");
        }
        assert!(Roles::Any.allow_static("doc-footnote") && Roles::Any.allow_static("note"));
        assert!(!["roletype", "", "none heading", "doc-title", "NOTE"].into_iter().any(is_role));
    }

    #[test]
    fn an_element_lists_only_roles_that_there_are() {
        for element in super::super::ELEMENTS {
            if let Roles::Only(roles) = element.roles {
                assert!(roles.iter().all(|role| is_role(role)), "{}", element.name);
            }
        }
    }
}
