//! What the head of a page tells machines: the tags of government sites, feeds, structured data. 国办发〔2017〕47号

/// The tags of an article (内容页标签).
#[derive(Clone, Debug)]
pub(crate) struct ArticleTags {
    /// `ArticleTitle`
    pub(crate) title: String,
    /// `PubDate`: `2026-03-12 10:00`; empty where nobody said when.
    pub(crate) published_at: String,
    /// `ContentSource`
    pub(crate) source: String,
    /// `Keywords`; empty where none are known.
    pub(crate) keywords: String,
    /// `Description`: the summary, or how the text begins; empty where there is none.
    pub(crate) description: String,
}

/// What the head of a page tells machines beside its column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// Whether it is the site's first page (首页).
    pub(crate) is_home: bool,
    /// The article it shows.
    pub(crate) article: Option<ArticleTags>,
    /// `Url`, and the address under which it is to be known; empty where the site's is not known.
    pub(crate) url: String,
    /// The code of the column that it offers a feed of.
    pub(crate) feed: Option<&'static str>,
    /// Structured data (schema.org) as JSON that may stand in a page.
    pub(crate) data: Option<String>,
    /// Whether search engines are to leave it out.
    pub(crate) is_unindexed: bool,
}

impl Head {
    /// Structured data as it may stand in a page: nothing in it ends the element.
    pub(crate) fn set_data(&mut self, data: &serde_json::Value) {
        self.data = Some(data.to_string().replace('<', "\\u003c"));
    }
}
