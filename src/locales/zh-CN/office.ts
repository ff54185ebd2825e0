import type { OfficeView } from "../../views/office.ts";
import type { SentencesOf } from "../catalogue.ts";
import { describeDifference, describeNotes, describeProblems } from "./workbook.ts";

export const office: SentencesOf<OfficeView["key"]> = {
	"import-needs-file": () => "请把工作簿文件（.xlsx）发来。我先核对，把变动列给您看，您点“确认导入”才会生效。",
	"import-started": () => "收到工作簿，正在核对，请稍等。",
	"import-refused": ({ problems, count, longest }) =>
		[`工作簿有${count}处要改，什么都没有导入：`, describeProblems(problems, longest), "改好后再发一次。"].join("\n"),
	"import-different": ({ difference, notes }) =>
		`核对通过，变动如下：\n${describeDifference(difference)}${describeNotes(notes)}\n点“确认导入”生效；不导入就不用管。`,
	"import-difference": ({ difference, notes }) => `核对通过，变动如下：\n${describeDifference(difference)}${describeNotes(notes)}`,
	"import-unchanged": ({ notes }) => `核对通过，和现在的一样，没有变化。${describeNotes(notes)}`,
	"import-applied": ({ units, people, duties }) => `已导入：单位${units}个，人员${people}人，报送${duties}项。`,
	"import-stale": () => "您看过变动以后，数据又变了。请再发一次工作簿。",
	"template-started": () => "正在生成工作簿，好了就发给您。",
};
