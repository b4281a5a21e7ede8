// A Word file as an office writes one: paragraphs, a table, and marks that must not come along.

/** The check value of each entry of a package. */
function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A package whose entries are stored as they are. */
function packed(entries) {
  const [parts, index] = [[], []];
  let offset = 0;
  for (const [name, text] of entries) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(bytes.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(path.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    index.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), head, tail, path);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), head, path, bytes);
    offset += 30 + path.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(index).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...index, end]);
}

const TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

/** A file to send with a form: these paragraphs, the first ones centred, and a table of these rows. */
export function docx(name, { centred, paragraphs, rows }) {
  const line = (text, properties = "") => `<w:p>${properties}<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="FangSong"/><w:sz w:val="32"/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;
  const middle = '<w:pPr><w:jc w:val="center"/></w:pPr>';
  const table = `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${line(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`;
  const body = [...centred.map((text) => line(text, middle)), ...paragraphs.map((text) => line(text)), table, line("（此件公开发布）")].join("");
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  const buffer = packed([["[Content_Types].xml", TYPES], ["_rels/.rels", RELATIONS], ["word/document.xml", document]]);
  return { name, mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", buffer };
}
