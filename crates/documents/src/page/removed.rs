//! What was taken out of a page, for the officer to know: everything that could have meant something.

use std::fmt;

use super::line::one_line;

/// What is not kept of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwanted {
    /// A script.
    Script,
    /// What a script would do when something is clicked or loaded.
    Handler,
    /// A frame, a player, a drawing, a formula.
    Embedded,
    /// Fields and buttons of a form.
    Field,
    /// A link that leads nowhere it may: its text is kept.
    Link,
    /// A picture of another site, or one that did not come with the page.
    Picture,
    /// A picture that came with the page and cannot be shown.
    BrokenPicture,
    /// Text that the page does not show.
    Hidden,
    /// Text that was deleted in tracked changes.
    Deleted,
    /// A line through text: the text is kept.
    Strike,
}

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// What it was.
    pub what: Unwanted,
    /// Where it stood first: 第3段.
    pub place: String,
    /// The address or the beginning of the text, where there is one.
    pub value: String,
    /// How often.
    pub count: usize,
}

/// More different ones than this tell no more.
const MOST: usize = 200;
/// Characters shown of an address or a text.
const SHOWN: usize = 60;

impl Removed {
    /// Adds to what was removed, the same only once.
    pub(crate) fn note(all: &mut Vec<Self>, what: Unwanted, paragraph: usize, value: &str) {
        let short = one_line(value);
        let mut value: String = short.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
        if value.chars().count() < short.chars().count() {
            value.push('…');
        }
        if let Some(known) = all.iter_mut().find(|it| it.what == what && it.value == value) {
            known.count += 1;
        } else if all.len() < MOST {
            all.push(Self { what, place: format!("第{}段", paragraph + 1), value, count: 1 });
        }
    }
}

impl Removed {
    /// What became of it, without its place.
    pub fn message(&self) -> String {
        let Self { what, value, count, .. } = self;
        let times = if *count > 1 { format!("（{count}处）") } else { String::new() };
        match what {
            Unwanted::Script => format!("脚本已去掉{times}"),
            Unwanted::Handler => format!("点击、加载时运行的脚本已去掉{times}"),
            Unwanted::Embedded => format!("嵌入的{value}没有保留{times}，需要的请作为图片或附件上传"),
            Unwanted::Field => format!("表单的输入框、按钮已去掉{times}"),
            Unwanted::Link => format!(
                "链接“{value}”不能使用{times}，只保留了文字；链接应为http、https、mailto、tel或站内地址"
            ),
            Unwanted::Picture => format!("图片“{value}”不在文件里{times}，没有保留；请把图片下载后上传"),
            Unwanted::BrokenPicture => {
                format!("图片不能显示（已损坏，或者不是PNG、JPEG、GIF、WebP）{times}，没有保留；请重新上传")
            }
            Unwanted::Hidden => format!("页面上不显示的文字“{value}”已去掉{times}"),
            Unwanted::Deleted => format!("修订中已删除的文字“{value}”已去掉{times}"),
            Unwanted::Strike => {
                format!("“{value}”的删除线没有保留{times}，请确认这些文字是否应当删除")
            }
        }
    }
}

impl fmt::Display for Removed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.place, self.message())
    }
}
