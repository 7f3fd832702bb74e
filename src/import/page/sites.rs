//! Where the programs behind web pages put the text, and what they say of it: a line of marks each.
//!
//! A new site is an entry here and nothing more. Sites that mean one thing by a mark stand before programs that many
//! sites run on; what is left after them is found by its weight (`root`).

/// What the pages of one site, or of all that one program makes, have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub name: &'static str,
    /// What tells its pages from others; without any, its containers do.
    pub marks: &'static [&'static str],
    /// Where the text is, the best first. Each is as many elements as there are: chapters, or posts of a thread.
    pub articles: &'static [&'static str],
    pub title: &'static [&'static str],
    pub authors: &'static [&'static str],
    pub date: &'static [&'static str],
    pub summary: &'static [&'static str],
    /// What the author says before or after the text, told by where it stands.
    pub notes: &'static [&'static str],
    /// What is left around summaries and notes once these are taken: what heads them, what leads to them.
    pub labels: &'static [&'static str],
    /// What stands in the text and is none of it.
    pub clutter: &'static [&'static str],
    /// What chapters begin with, where a page has several.
    pub chapters: &'static [&'static str],
    /// The name of the chapter, where a page has one of a story, whose title is `title`.
    pub chapter: &'static [&'static str],
}

/// A site of which nothing is known.
const ANY: Site = Site {
    name: "",
    marks: &[],
    articles: &[],
    title: &[],
    authors: &[],
    date: &[],
    summary: &[],
    notes: &[],
    labels: &[],
    clutter: &[],
    chapters: &[],
    chapter: &[],
};

/// Sites and programs whose marks are theirs alone.
pub(super) const SITES: &[Site] = &[
    Site {
        name: "Archive of Our Own",
        marks: &["#workskin"],
        articles: &["#chapters"],
        title: &["#workskin h2.title"],
        authors: &["#workskin .byline a[rel=author]", "#workskin h3.byline"],
        date: &["dl.stats dd.published", "dd.published"],
        summary: &["#workskin .preface .summary blockquote"],
        notes: &["#workskin .preface .notes blockquote", "#work_endnotes blockquote"],
        labels: &["#chapters .preface .summary", "#chapters .preface .notes"],
        clutter: &["#chapters .landmark", "#chapters .chapter.preface .byline", ".chapter.actions", ".jump"],
        chapters: &["#chapters h3.title"],
        chapter: &["#chapters h3.title"],
    },
    Site {
        name: "Archive of Our Own, downloaded",
        marks: &["#preface .tags", "#preface .message"],
        articles: &["#chapters"],
        title: &["#preface .meta h1", "#preface h1", "#preface .message b"],
        authors: &["#preface .byline a[rel=author]", "#preface .byline"],
        date: &[],
        summary: &["#preface blockquote.userstuff"],
        notes: &["#chapters .meta blockquote", "#endnotes blockquote", "#afterword blockquote"],
        labels: &["#chapters .meta p", "#chapters .endnote-link"],
        clutter: &["#chapters .byline"],
        chapters: &["#chapters h2.heading"],
        ..ANY
    },
    Site {
        name: "FanFiction.net",
        marks: &["#storytext", "#storycontent"],
        articles: &["#storytext", "#storycontent"],
        title: &["#profile_top b.xcontrast_txt", "#content b"],
        authors: &["#profile_top a[href*=/u/]", "#content a[href*=/u/]"],
        date: &["#profile_top span[data-xutime]", "span[data-xutime]"],
        summary: &["#profile_top div.xcontrast_txt"],
        chapter: &["#chap_select option[selected]"],
        ..ANY
    },
    Site {
        name: "Royal Road",
        marks: &[".chapter-inner.chapter-content", ".chapter-inner"],
        articles: &[".chapter-inner"],
        title: &[".fic-header h1"],
        authors: &[".fic-header a[href*=/profile/]", ".fic-header h3 a", "a[href*=/profile/]"],
        date: &[".profile-info time", ".chapter-page time"],
        notes: &[".author-note", ".author-note-portlet .portlet-body"],
        clutter: &[".nav-buttons", ".bold.uppercase.text-center"],
        ..ANY
    },
    Site {
        name: "Wattpad",
        marks: &["[data-p-id]"],
        articles: &[".panel-reading pre", ".part-content pre", ".story-parts-content", "pre"],
        title: &[".panel-reading h1", "header h1", "h1.h2"],
        authors: &[".author-info a[href*=/user/]", "a[href*=/user/]"],
        clutter: &[".comment-marker", ".num-comment", "[class*=comment]", ".component-wrapper"],
        ..ANY
    },
    Site {
        name: "Scribble Hub",
        marks: &["#chp_raw"],
        articles: &["#chp_raw"],
        title: &[".chapter-title"],
        authors: &[".auth_name_fic", "[property=author]"],
        notes: &[".wi_authornotes_body"],
        clutter: &[".wi_authornotes_ad", ".modern-footnotes-list"],
        ..ANY
    },
    Site {
        name: "Fimfiction",
        marks: &["#chapter-body"],
        articles: &["#chapter-body .bbcode", "#chapter-body"],
        title: &["#chapter_title", ".chapter-title", ".story_name"],
        authors: &[".author a", "a[href*=/user/]"],
        notes: &[".authors-note .bbcode", ".authors-note"],
        ..ANY
    },
    Site {
        name: "Literotica",
        marks: &[".aa_ht"],
        articles: &[".aa_ht"],
        title: &["h1.headline", "h1"],
        authors: &["a[href*=/authors/]", "a[href*=/members/]", "[class*=authorName]"],
        ..ANY
    },
    Site {
        name: "Webnovel",
        marks: &[".cha-words"],
        articles: &[".cha-words"],
        title: &[".cha-tit h1", ".cha-tit h3"],
        authors: &[".cha-tit a", "[itemprop=author]"],
        clutter: &[".para-comment", ".j_para_comment_count"],
        ..ANY
    },
    Site {
        name: "XenForo",
        marks: &[".message-body .bbWrapper"],
        articles: &[".hasThreadmark .message-body .bbWrapper", ".message--post .message-body .bbWrapper"],
        title: &["h1.p-title-value"],
        authors: &[".p-description .username", ".message-name .username"],
        date: &[".p-description time", ".message-attribution time"],
        clutter: &[".bbCodeBlock-expandLink", ".message-signature", ".js-unfurl", ".p-title-value .label"],
        chapters: &[".threadmarkLabel"],
        ..ANY
    },
    Site {
        name: "Substack",
        marks: &[".available-content"],
        articles: &[".available-content"],
        title: &["h1.post-title", ".post-header h1"],
        authors: &[".byline-wrapper a[href*=/@]", ".post-header a[href*=/@]", ".byline-names"],
        date: &[".post-header time", ".post-date", ".post-header .meta-EgzBVA"],
        clutter: &[
            ".subscription-widget-wrap",
            ".subscription-widget-wrap-editor",
            ".subscribe-widget",
            ".button-wrapper",
            ".captioned-button-wrap",
            ".image-link-expand",
            ".post-ufi",
            ".paywall",
            ".header-anchor-parent",
        ],
        ..ANY
    },
    Site {
        name: "Medium",
        marks: &["h1.pw-post-title", "[data-testid=storyTitle]", ".postArticle-content"],
        articles: &[".postArticle-content", "article section", "article"],
        title: &["h1.pw-post-title", "[data-testid=storyTitle]", "h1.graf--title"],
        authors: &["[data-testid=authorName]", "a[rel=author]", ".postMetaInline a"],
        date: &["[data-testid=storyPublishDate]", ".postMetaInline time"],
        clutter: &[
            "[data-testid=storyReadTime]",
            "[data-testid=storyPublishDate]",
            "[data-testid=authorName]",
            "[data-testid=authorPhoto]",
            ".pw-multi-vote-icon",
            ".pw-multi-vote-count",
            ".pw-responses-count",
            ".speechify-ignore",
        ],
        ..ANY
    },
    Site {
        name: "LiveJournal",
        marks: &[".b-singlepost-body", ".aentry-post__text", ".i-ljuser", ".ljuser"],
        articles: &[
            ".b-singlepost-body",
            ".aentry-post__text",
            ".entry .entry-content",
            ".entry-content",
            ".asset-body",
            ".entryText",
            ".entry_text",
            ".j-e-text",
        ],
        title: &[".b-singlepost-title", ".aentry-post__title", ".entry-title", ".subject"],
        authors: &[".b-singlepost-author .i-ljuser-username", ".i-ljuser-username", ".poster .ljuser", ".ljuser"],
        date: &[".b-singlepost-about time", ".aentry-head__date", "time.dt-published", ".datetime"],
        clutter: &[".b-singlepost-tags", ".ljtags", ".currents", ".lj-like", ".entry-interaction-links"],
        ..ANY
    },
    Site {
        name: "MediaWiki",
        marks: &["#mw-content-text"],
        articles: &["#mw-content-text"],
        title: &["#firstHeading"],
        clutter: &[
            ".mw-editsection",
            ".mw-jump-link",
            ".navbox",
            ".toc",
            "#toc",
            ".ambox",
            ".noprint",
            ".ws-noexport",
            ".printfooter",
            "#siteSub",
            "#contentSub",
            ".catlinks",
            ".mw-empty-elt",
        ],
        ..ANY
    },
    Site {
        name: "Discourse",
        marks: &[".topic-body .cooked", "[itemprop=articleBody].post", ".crawler-post"],
        articles: &[".topic-body .cooked", ".crawler-post .post"],
        title: &["h1 .fancy-title", "#topic-title h1"],
        authors: &[".topic-meta-data .username", ".creator [itemprop=name]"],
        date: &[".post-date", "time.post-time"],
        ..ANY
    },
    Site {
        name: "Google Docs",
        marks: &["#contents .doc-content", "body.doc-content"],
        articles: &["#contents .doc-content", "body.doc-content"],
        title: &["#title", "p.title"],
        ..ANY
    },
];

/// Programs, and marks that many share: they hold where they hold most of what is written on a page.
pub(super) const PROGRAMS: &[Site] = &[
    Site {
        name: "Blogger",
        articles: &[".post-body"],
        title: &[".post-title", "h3.entry-title"],
        authors: &[".post-author .fn", ".post-author [itemprop=name]", ".g-profile"],
        date: &["abbr.published", ".post-timestamp time", ".published", ".date-header"],
        clutter: &[".post-footer", ".post-share-buttons", ".blogger-labels"],
        ..ANY
    },
    Site {
        name: "WordPress",
        articles: &[".entry-content", ".wp-block-post-content", ".post-content", ".post-entry", ".td-post-content"],
        title: &[".entry-title", ".wp-block-post-title", ".post-title", ".entry-header h1"],
        authors: &[
            ".entry-header .author .fn",
            ".entry-meta .author .fn",
            ".author.vcard .fn",
            ".byline .author a",
            ".wp-block-post-author__name",
            ".post-author-name",
        ],
        date: &["time.entry-date", ".posted-on time", ".entry-date", ".wp-block-post-date time", ".post-date"],
        clutter: &[
            ".sharedaddy",
            ".jp-relatedposts",
            ".wpcnt",
            ".post-views",
            ".entry-meta",
            ".entry-footer",
            ".wp-block-jetpack-subscriptions",
            ".addtoany_share_save_container",
            ".yarpp",
            ".ez-toc-container",
        ],
        ..ANY
    },
    Site {
        name: "Ghost",
        articles: &[".gh-content", ".post-full-content", ".c-content"],
        title: &[".gh-article-title", ".post-full-title", ".article-title"],
        authors: &[".gh-article-author-name a", ".author-name", ".post-full-author-header"],
        date: &[".gh-article-meta time", ".post-full-meta time"],
        clutter: &[".kg-signup-card", ".kg-cta-card", ".gh-post-upgrade-cta", ".kg-button-card"],
        ..ANY
    },
    Site {
        name: "Tumblr",
        articles: &[".post .body-text", ".post_body", ".post-content .body", "article .regular"],
        title: &[".post_title", ".post-title"],
        clutter: &[".notes", ".post-notes", ".tags", ".reblog-link"],
        ..ANY
    },
    Site {
        name: "a program of its own",
        articles: &[
            "[itemprop=articleBody]",
            ".h-entry .e-content",
            ".article-body",
            ".article__body",
            ".article-content",
            ".article__content",
            ".articleBody",
            ".article-text",
            ".story-body",
            ".story-content",
            ".entry-body",
            ".post__content",
            ".post-text",
            ".blog-post-content",
            ".field-name-body",
            ".field--name-body",
            ".story-text",
            ".storytext",
            "#user-submitted-body",
            ".chapter-content",
            ".chapter-body",
            ".markdown-body",
            "[data-hook=post-description]",
            "#article-body",
            "#story",
        ],
        ..ANY
    },
];

/// Where pages of any kind say who wrote a text.
pub(super) const AUTHORS: &[&str] = &[
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    "a[rel=author]",
    ".p-author",
    ".byline-author",
    ".byline__name",
    ".author-name",
    ".author__name",
    ".byline",
    ".post-author",
    ".article-author",
    ".entry-author",
    ".writtenby",
    ".author",
];

/// Where pages of any kind say when a text was published.
pub(super) const DATES: &[&str] = &[
    "[itemprop=datePublished]",
    "time.dt-published",
    "time[pubdate]",
    "article time[datetime]",
    "header time[datetime]",
    "time[datetime]",
    ".published",
    ".post-date",
    ".entry-date",
    ".dateline",
    ".article-date",
];

/// Where pages of any kind say what stands below the title.
pub(super) const SUBTITLES: &[&str] = &[
    "[itemprop=alternativeHeadline]",
    "h3.subtitle",
    "h2.subtitle",
    "p.subtitle",
    ".entry-subtitle",
    ".post-subtitle",
    ".article-subtitle",
    ".standfirst",
    ".article__standfirst",
    "p.dek",
    "p.deck",
];
