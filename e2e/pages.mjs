// Every page a visitor can open, with its name in the artifacts and the status it answers.
export const PAGES = [
  { name: "reports", address: "/zfxxgk/zfxxgknb/" },
  { name: "report-file", address: "/zfxxgk/zfxxgknb/2023/report.html" },
  { name: "applying", address: "/zfxxgk/ysqgk/" },
  { name: "blank-form", address: "/zfxxgk/ysqgk/form" },
  { name: "apply-citizen", address: "/apply" },
  { name: "apply-organization", address: "/apply?kind=organization" },
  { name: "status", address: "/apply/status" },
  { name: "styles", address: "/office/styles" },
  { name: "missing", address: "/nowhere", status: 404 },
];

// Every form: where it is, its button, what is sound in each field by its name,
// and what is wrong in those that can be wrong.
export const FORMS = [
  {
    name: "styles-form",
    address: "/office/styles",
    button: "提交申请",
    sound: { name: "张示例", telephone: "13800000000", postcode: "255000", email: "a@example.com", subject: "示例路" },
    wrong: { telephone: "12", postcode: "2550000" },
    required: ["name", "telephone", "subject"],
    done: "填写无误",
  },
];
