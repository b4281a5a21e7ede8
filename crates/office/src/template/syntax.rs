//! The template as a tree, and the tree written out.

use super::Slip;
use super::condition::Condition;
use super::names::{Lookup, Names};

/// A piece of the template.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    /// Text as it stands.
    Text(String),
    /// `{{ name }}`, with `| abs` or without.
    Value { name: String, is_absolute: bool, line: usize },
    /// `{{ '12345' }}`
    Literal(String),
    /// `{% if %}` and its branches; the last may have no condition.
    Branches(Vec<(Option<Condition>, Vec<Node>, usize)>),
}

/// A template that could be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Template {
    file: String,
    nodes: Vec<Node>,
}

/// Reads a template; what cannot be read is told with its line.
pub(crate) fn parse(file: &str, text: &str, slips: &mut Vec<Slip>) -> Template {
    let mut parser = Parser { file, rest: text, line: 1, slips };
    let (nodes, end) = parser.nodes(0);
    if let Some((tag, line)) = end {
        parser.slip(line, format!("{{% {tag} %}} 前面没有 {{% if %}}"));
    }
    Template { file: file.to_owned(), nodes }
}

impl Template {
    /// Tells every unknown name, in branches not taken too: next time they may be.
    pub(crate) fn check<N: Names>(&self, names: &N, slips: &mut Vec<Slip>) {
        for (name, line) in self.names() {
            if names.lookup(name) != Lookup::Unknown {
                continue;
            }
            let nearest = names.nearest(name);
            let hint = if nearest.is_empty() {
                format!("{}名称见 {}", N::KIND, N::PAGE)
            } else {
                format!("相近的名称：{}", nearest.join("、"))
            };
            let message = format!("没有名为“{name}”的{}；{hint}", N::KIND);
            slips.push(Slip { file: self.file.clone(), line, message });
        }
    }

    /// Every name the template uses, with its line.
    pub(crate) fn names(&self) -> Vec<(&str, usize)> {
        let mut names = Vec::new();
        collect(&self.nodes, &mut names);
        names
    }

    /// Writes the template out; names that were never seen are told to `never_seen` with their line.
    pub(crate) fn write<N: Names>(
        &self,
        names: &N,
        never_seen: &mut dyn FnMut(&str, usize),
        slips: &mut Vec<Slip>,
    ) -> String {
        let mut writer = Writer { file: &self.file, names, never_seen, slips };
        let mut out = String::new();
        writer.write(&self.nodes, &mut out);
        out
    }
}

fn collect<'n>(nodes: &'n [Node], names: &mut Vec<(&'n str, usize)>) {
    for node in nodes {
        match node {
            Node::Value { name, line, .. } => names.push((name, *line)),
            Node::Branches(branches) => {
                for (condition, nodes, line) in branches {
                    names.extend(condition.iter().flat_map(Condition::names).map(|name| (name, *line)));
                    collect(nodes, names);
                }
            }
            Node::Text(_) | Node::Literal(_) => {}
        }
    }
}

struct Parser<'t, 's> {
    file: &'t str,
    rest: &'t str,
    line: usize,
    slips: &'s mut Vec<Slip>,
}

/// Ifs within ifs deeper than this are a mistake, not a text.
const DEEPEST: usize = 20;

impl Parser<'_, '_> {
    fn slip(&mut self, line: usize, message: String) {
        self.slips.push(Slip { file: self.file.to_owned(), line, message });
    }

    /// Nodes up to the end or up to a tag that closes or divides a branch, which is the second part of the answer.
    fn nodes(&mut self, depth: usize) -> (Vec<Node>, Option<(String, usize)>) {
        let mut nodes = Vec::new();
        loop {
            let next = [self.rest.find("{{"), self.rest.find("{%")].into_iter().flatten().min();
            let Some(at) = next else {
                nodes.push(Node::Text(self.rest.to_owned()));
                self.rest = "";
                return (nodes, None);
            };
            let (text, tag) = self.rest.split_at(at);
            nodes.push(Node::Text(text.to_owned()));
            self.line += text.matches('\n').count();
            let line = self.line;
            let is_value = tag.starts_with("{{");
            let (open, close) = if is_value { ("{{", "}}") } else { ("{%", "%}") };
            let body = tag.strip_prefix(open).unwrap_or(tag);
            let inside = body.split_once(close).filter(|(inside, _)| !inside.contains('\n'));
            let Some((inside, after)) = inside else {
                self.slip(line, format!("{open} 没有以 {close} 结束"));
                self.rest = body;
                continue;
            };
            self.rest = after;
            let inside = inside.trim();
            if is_value {
                nodes.push(self.value(inside, line));
                continue;
            }
            // A tag alone on its line leaves no empty line behind.
            let alone = text.is_empty() && nodes.len() == 1 || text.ends_with('\n');
            if alone && let Some(rest) = self.rest.strip_prefix('\n').or(self.rest.strip_prefix("\r\n")) {
                self.rest = rest;
                self.line += 1;
            }
            match inside.split_whitespace().next() {
                Some("if") if depth < DEEPEST => {
                    let branches = self.branches(inside, line, depth);
                    nodes.push(Node::Branches(branches));
                }
                Some("elif" | "else" | "endif") => return (nodes, Some((inside.to_owned(), line))),
                _ => self.slip(line, format!("不认识 {{% {inside} %}}，应为 if、elif、else、endif 之一")),
            }
        }
    }

    fn value(&mut self, inside: &str, line: usize) -> Node {
        let quoted = ['\'', '"'].iter().find_map(|mark| inside.strip_prefix(*mark)?.strip_suffix(*mark));
        if let Some(literal) = quoted {
            return Node::Literal(literal.to_owned());
        }
        let (name, filter) = inside.split_once('|').unwrap_or((inside, ""));
        let filter = filter.trim();
        if !filter.is_empty() && filter != "abs" {
            self.slip(line, format!("不认识“| {filter}”，只有“| abs”（绝对值）"));
        }
        Node::Value { name: name.trim().to_owned(), is_absolute: filter == "abs", line }
    }

    fn branches(
        &mut self,
        opening: &str,
        opened: usize,
        depth: usize,
    ) -> Vec<(Option<Condition>, Vec<Node>, usize)> {
        let mut branches = Vec::new();
        let mut tag = opening.to_owned();
        let mut line = opened;
        loop {
            let (word, rest) = tag.split_once(char::is_whitespace).unwrap_or((&tag, ""));
            let condition = match word {
                "else" => None,
                _ => match Condition::parse(rest) {
                    Ok(condition) => Some(condition),
                    Err(message) => {
                        self.slip(line, message);
                        None
                    }
                },
            };
            let (nodes, end) = self.nodes(depth + 1);
            branches.push((condition, nodes, line));
            match end {
                None => {
                    self.slip(opened, "{% if %} 没有以 {% endif %} 结束".into());
                    return branches;
                }
                Some((end, _)) if end == "endif" => return branches,
                Some((next, at)) => {
                    tag = next;
                    line = at;
                }
            }
        }
    }
}

struct Writer<'a, N> {
    file: &'a str,
    names: &'a N,
    never_seen: &'a mut dyn FnMut(&str, usize),
    slips: &'a mut Vec<Slip>,
}

impl<N: Names> Writer<'_, N> {
    fn write(&mut self, nodes: &[Node], out: &mut String) {
        for node in nodes {
            match node {
                Node::Text(text) | Node::Literal(text) => out.push_str(text),
                Node::Value { name, is_absolute, line } => self.write_value(name, *is_absolute, *line, out),
                Node::Branches(branches) => {
                    let taken = branches
                        .iter()
                        .find(|(condition, ..)| condition.as_ref().is_none_or(|c| c.holds(self.names)));
                    if let Some((_, nodes, _)) = taken {
                        self.write(nodes, out);
                    }
                }
            }
        }
    }

    fn write_value(&mut self, name: &str, is_absolute: bool, line: usize, out: &mut String) {
        match self.names.lookup(name) {
            Lookup::Number(value) => {
                let value = if is_absolute { value.abs() } else { value };
                out.push_str(&value.normalize().to_string());
            }
            Lookup::Text(text) => out.push_str(&text),
            Lookup::NeverSeen => {
                out.push('0');
                (self.never_seen)(name, line);
            }
            Lookup::Undefined(why) => {
                let advice = format!("可用 {{% if {name} %}}…{{% endif %}} 避开");
                let message = format!("{}“{name}”没有值：{why}；{advice}", N::KIND);
                self.slips.push(Slip { file: self.file.to_owned(), line, message });
            }
            // Told by `check`.
            Lookup::Unknown => {}
        }
    }
}
