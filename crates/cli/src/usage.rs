//! The command line in Chinese: headings of the help pages, and what is wrong with the options.

use std::error::Error as _;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

const HELP: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}\n";

/// Words that clap writes into a page itself.
const WORDS: [(&str, &str); 5] = [
    ("[OPTIONS]", "[选项]"),
    ("[possible values: ", "[可选："),
    ("Possible values:", "可选："),
    ("[default: ", "[缺省："),
    ("[aliases: ", "[别名："),
];

/// The command and all below it with Chinese headings.
pub(crate) fn in_chinese(command: Command) -> Command {
    let heading = |arg: Arg| match (arg.get_help_heading(), arg.is_positional()) {
        (Some(_), _) => arg,
        (None, true) => arg.help_heading("参数"),
        (None, false) => arg.help_heading("选项"),
    };
    let version = command.get_version().is_some();
    let mut command = command
        .help_template(HELP)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(heading)
        .arg(flag("help", 'h', "显示帮助", ArgAction::Help));
    if version {
        command = command.arg(flag("version", 'V', "显示版本", ArgAction::Version));
    }
    command.mut_subcommands(in_chinese)
}

fn flag(name: &'static str, short: char, help: &'static str, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).help(help).help_heading("选项").action(action)
}

/// Says what is wrong with the options, on stderr; help and version, which clap also reports as errors, on stdout.
pub(crate) fn tell(error: &Error) -> ExitCode {
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if asked {
        let page = WORDS.iter().fold(error.render().to_string(), |page, (word, zh)| page.replace(word, zh));
        if error.use_stderr() {
            eprint!("{page}");
        } else {
            print!("{page}");
        }
    } else {
        eprintln!("错误：{}", sentence(error));
        eprintln!("用法见 gongkai --help，各命令见 gongkai 命令 --help");
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// The fault in a sentence.
fn sentence(error: &Error) -> String {
    let get = |kind: ContextKind| error.get(kind).map(words).unwrap_or_default();
    let (option, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    let near = |kind: ContextKind| match get(kind) {
        near if near.is_empty() => String::new(),
        near => format!("，是否为 {near}"),
    };
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("选项 {option} 缺少值"),
        ErrorKind::InvalidValue => {
            format!("选项 {option} 的值「{value}」不可用，应为以下之一：{}", get(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            format!("选项 {option} 的值「{value}」：{reason}")
        }
        ErrorKind::UnknownArgument => format!("没有选项「{option}」{}", near(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            let name = get(ContextKind::InvalidSubcommand);
            format!("没有命令「{name}」{}", near(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingSubcommand => format!("缺少命令：{}", get(ContextKind::ValidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少 {option}"),
        ErrorKind::ArgumentConflict => match get(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == option => {
                format!("选项 {option} 不能与其他选项同用或者重复")
            }
            prior => format!("选项 {option} 不能与 {prior} 同用"),
        },
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("选项 {option} 的值的个数不对")
        }
        ErrorKind::NoEquals => format!("选项 {option} 的值应写在等号之后"),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 编码".to_owned(),
        _ => error.to_string(),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(parts) => parts.join("、"),
        ContextValue::String(part) => part.clone(),
        other => other.to_string(),
    }
}
