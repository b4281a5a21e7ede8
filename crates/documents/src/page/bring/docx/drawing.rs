//! Pictures, what cannot be shown beside them, and the text of boxes.

use super::{Place, Reader};
use crate::page::bring::xml::Element;
use crate::page::model::{Block, Inline, Line};
use crate::page::picture::{is_whole, kind};
use crate::read::NotReadable;

impl Reader<'_> {
    /// Pictures, and the text of boxes, which stands behind its paragraph.
    pub(super) fn drawing(
        &mut self,
        drawing: &Element,
        href: Option<&str>,
        place: Place,
        line: &mut Line,
        boxes: &mut Vec<Block>,
    ) -> Result<(), NotReadable> {
        let alt =
            drawing.find("docPr").and_then(|it| it.attribute("descr").or_else(|| it.attribute("title")));
        let alt = alt.unwrap_or_default().to_owned();
        let mut found = Vec::new();
        for name in ["blip", "imagedata"] {
            drawing.each(name, &mut |it| {
                let id = ["embed", "link", "id"].into_iter().find_map(|name| it.attribute(name));
                found.extend(id.map(str::to_owned));
            });
        }
        for id in found {
            if let Some(src) = self.picture(&id)? {
                line.push(Inline::Image { src, alt: alt.clone(), href: href.map(str::to_owned) });
            }
        }
        for (name, what) in [("OLEObject", "嵌入的对象"), ("chart", "图表"), ("relIds", "智能图形")]
        {
            if drawing.find(name).is_some() {
                self.tell("正文", format!("{what}没有导入，请另存为图片后插入，或作为附件上传"));
            }
        }
        let mut texts = Vec::new();
        drawing.each("txbxContent", &mut |it| texts.push(it));
        for text in texts {
            self.blocks(text, Place { tables: place.tables + 1, ..place }, boxes)?;
        }
        Ok(())
    }

    /// The name under which a picture of the package is kept.
    fn picture(&mut self, id: &str) -> Result<Option<String>, NotReadable> {
        let Some(relation) = self.relations.get(id) else { return Ok(None) };
        let target = relation.target.clone();
        if relation.is_external {
            self.tell("正文", format!("图片“{target}”不在文件里，没有导入；请把图片插入文件后再导入"));
            return Ok(None);
        }
        let name = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
        let Some(bytes) = self.package.bytes(&name)? else {
            self.tell("正文", format!("图片“{target}”在文件里找不到，没有导入"));
            return Ok(None);
        };
        let is_broken = kind(&bytes).is_some() && !is_whole(&bytes);
        let kept = self.parts.album.keep(bytes);
        if is_broken {
            self.tell("正文", format!("图片“{target}”是坏的，打不开，没有导入；请在文件里换一张后再导入"));
        } else if kept.is_none() {
            let ending = target.rsplit('.').next().unwrap_or_default().to_uppercase();
            self.tell("正文", format!("{ending}格式的图片浏览器不能显示，没有导入；请另存为PNG或JPEG后插入"));
        }
        Ok(kept)
    }
}
