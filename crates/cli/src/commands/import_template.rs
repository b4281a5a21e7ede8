//! `gongkai import --template`: a folder to fill in, and beside it one that shows how.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};
use documents::registers::{example, template};
use office::annual_report::STANDARD_TEXT;

use super::Outcome;

const AGENCY: &str = "\
# 机关全称，必填，与年度报告标题一致
name = \"\"
# 以下可以不填；去掉行首的 # 即生效
# short_name = \"某某局\"
# address = \"某某路1号\"
# postcode = \"000000\"
# telephone = \"0000-0000000\"
# email = \"name@example.cn\"
# parent = \"某某市人民政府\"
# 规范性文件到期自动失效是否计入“本年废止件数”，法律没有规定，默认不计
# expiry_counts_as_repeal = false
";
const EXAMPLE_AGENCY: &str = "name = \"示例市示例局\"\nparent = \"示例市人民政府\"\n";
/// The folder of the filled example.
const EXAMPLE: &str = "示例";

/// Writes the files; one that is there already is never overwritten.
pub(super) fn write(folder: &Path) -> anyhow::Result<Outcome> {
    let files: [(&str, Vec<u8>); 6] = [
        ("agency.toml", AGENCY.into()),
        ("台账.xlsx", template()?),
        ("narrative.md", STANDARD_TEXT.into()),
        ("示例/agency.toml", EXAMPLE_AGENCY.into()),
        ("示例/台账.xlsx", example()?),
        ("示例/narrative.md", STANDARD_TEXT.into()),
    ];
    let there: Vec<_> =
        files.iter().map(|(name, _)| *name).filter(|name| folder.join(name).exists()).collect();
    if !there.is_empty() {
        bail!("{} 中已有 {}，没有覆盖；请换一个文件夹", folder.display(), there.join("、"));
    }
    let example = folder.join(EXAMPLE);
    fs::create_dir_all(&example).with_context(|| format!("不能新建文件夹 {}", example.display()))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::write(&path, bytes).with_context(|| format!("不能写入 {}", path.display()))?;
        println!("{}", path.display());
    }
    eprintln!(
        "先在 agency.toml 填写机关全称，再填台账（可参照“示例”文件夹），然后执行：\n  \
         gongkai report build --from {} --year 年 --out 输出文件夹",
        folder.display()
    );
    Ok(Outcome::Done)
}
