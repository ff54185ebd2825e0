import type { Catalogue } from "../catalogue.ts";
import { alarms } from "./alarms.ts";
import { analysis } from "./analysis.ts";
import { bulletins } from "./bulletins.ts";
import { burden } from "./burden.ts";
import { buttons } from "./buttons.ts";
import { chains } from "./chains.ts";
import { dialog } from "./dialog.ts";
import { exports } from "./export.ts";
import { files } from "./files.ts";
import { formats } from "./formats.ts";
import { material } from "./material.ts";
import { menu } from "./menu.ts";
import { notices } from "./notices.ts";
import { office } from "./office.ts";
import { people } from "./people.ts";
import { plain } from "./plain.ts";
import { problems } from "./problems.ts";
import { ranking } from "./ranking.ts";
import { reminders } from "./reminders.ts";
import { report } from "./report.ts";
import { reviews } from "./reviews.ts";
import { rounds } from "./rounds.ts";
import { typed } from "./typed.ts";

/** Simplified Chinese: the product's own language. */
export const zhCN: Catalogue = {
	sentences: {
		...plain,
		...people,
		...dialog,
		...report,
		...chains,
		...reviews,
		...rounds,
		...ranking,
		...office,
		...files,
		...notices,
		...problems,
		...burden,
		...alarms,
		...exports,
		...material,
		...bulletins,
		...analysis,
		...reminders,
	},
	buttons,
	menu,
	typed,
	numbered: (choices) => ["请回复数字：", ...choices.map((choice, index) => `${index + 1}. ${choice}`)].join("\n"),
	answerNumber: "请回复序号。",
	formats,
};
