//! Who wrote or took the picture, behind a text and broken over two lines: …同步提高。（甲乙丙 丁 / 戊）.
//!
//! It is no line of its own, so it is found only when the paragraph has been joined.

use super::super::credit::credit;
use super::super::draft::{BlockKind, Closed};
use super::super::people::names;
use super::super::role::Field;
use super::super::signal::bare;
use super::super::signed::supplied;
use super::Walk;
use crate::library::Kind;

/// The longest part of a bracket in each of the lines, in characters.
const LONGEST_PART: usize = 16;
/// The longest part of a photographer's name with what he did, in characters.
const LONGEST_REST: usize = 5;

impl Walk<'_> {
    /// Takes the names off the end of the last paragraph, where their bracket opens in the line before its
    /// last one.
    pub(super) fn take_broken_signature(&mut self) {
        let page = self.page;
        let Some(current) = self.current else { return };
        let draft = &mut self.made.drafts[current];
        let Some(block) = draft.blocks.last_mut() else {
            return;
        };
        // Who asks in an interview is not who wrote it.
        let first = block
            .spans
            .first()
            .map_or("", |span| &page.text[span.clone()]);
        if first.starts_with(['问', '問']) {
            return;
        }
        let [.., above, last] = &mut *block.spans else {
            return;
        };
        let (text, rest) = (&page.text[above.clone()], &page.text[last.clone()]);
        let short = |text: &str| text.chars().nth(LONGEST_PART).is_none();
        if block.kind != BlockKind::Paragraph || !rest.ends_with(['）', ')']) || !short(rest) {
            return;
        }
        let Some(open) = text.rfind(['（', '(']) else {
            return;
        };
        let (body, begun) = text.split_at(open);
        if !body.ends_with(['。', '！', '？', '”', '」'])
            || begun.contains(['）', ')'])
            || rest.contains(['（', '('])
            || !short(begun)
        {
            return;
        }
        // A name may be broken too, or end with the line.
        let whole = |gap: &str| {
            let inner = format!("{begun}{gap}{rest}");
            let people = names(bare(&inner)).or_else(|| supplied(&inner));
            people.or_else(|| credit(bare(&inner)).map(|found| found.names))
        };
        let Some(people) = whole("")
            .or_else(|| whole(" "))
            .filter(|people| !people.is_empty())
        else {
            return;
        };
        let tail = above.start + open..above.end;
        let behind = last.clone();
        above.end = above.start + body.trim_end().len();
        block.spans.pop();
        if draft.authors.is_empty() {
            draft.authors = people;
        }
        draft.closed = Closed::Signed;
        for span in [tail, behind] {
            self.made.metadata.push((span, Field::Authors));
        }
    }

    /// Takes off the end of the last paragraph or caption who took the picture, where his name begins in the line
    /// before its last one, behind a whole sentence: …修渠。甲 / 乙 摄.
    pub(super) fn take_broken_credit(&mut self) {
        let page = self.page;
        let Some(current) = self.current else { return };
        let draft = &mut self.made.drafts[current];
        let alone = draft.blocks.len() == 1 && draft.authors.is_empty();
        let Some(block) = draft.blocks.last_mut() else {
            return;
        };
        let [.., above, last] = &mut *block.spans else {
            return;
        };
        let (text, rest) = (&page.text[above.clone()], &page.text[last.clone()]);
        if !rest.trim_end().ends_with(['摄', '攝']) || rest.chars().nth(LONGEST_REST).is_some() {
            return;
        }
        let stop = text.rfind(['。', '！', '？', '”']);
        let Some(begun) = stop.map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8))
        else {
            return;
        };
        let tail = text[begun..].trim();
        if tail.is_empty() || tail.chars().nth(LONGEST_REST).is_some() {
            return;
        }
        let names = credit(&format!("{tail}{rest}")).filter(|found| found.photo);
        let Some(names) = names
            .map(|found| found.names)
            .filter(|names| !names.is_empty())
        else {
            return;
        };
        let tail = above.start + begun..above.end;
        let behind = last.clone();
        above.end = above.start + begun;
        block.spans.pop();
        // Picture news.
        if alone && block.kind == BlockKind::Paragraph && !draft.heads.is_empty() {
            block.kind = BlockKind::Caption;
            draft.kind = Kind::Photo;
            draft.closed = Closed::Photo;
        }
        if draft.authors.is_empty() {
            draft.authors = names;
        }
        for span in [tail, behind] {
            self.made.metadata.push((span, Field::Authors));
        }
    }
}
