// Every page that can be opened, with its name in the artifacts, the officer it is opened `as`, and the status it answers.
export const PAGES = [
  { name: "reports", address: "/zfxxgk/zfxxgknb/" },
  { name: "report-file", address: "/zfxxgk/zfxxgknb/2023/report.html" },
  { name: "applying", address: "/zfxxgk/ysqgk/" },
  { name: "blank-form", address: "/zfxxgk/ysqgk/form" },
  { name: "apply-citizen", address: "/apply" },
  { name: "apply-organization", address: "/apply?kind=organization" },
  { name: "status", address: "/apply/status" },
  { name: "styles", address: "/office/styles" },
  { name: "work-own", address: "/office", as: "chengban" },
  { name: "work-all", address: "/office?whose=all&view=all&from=2020-01-01", as: "dengji" },
  { name: "work-wrong", address: "/office?whose=all&from=x&channel=y", as: "dengji", status: 422 },
  { name: "search", address: "/office/search", as: "dengji" },
  { name: "running-year", address: "/office/report", as: "qianfa" },
  { name: "subordinates", address: "/office/subordinates", as: "jiandu" },
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
