import type { CountyData } from "../../src/domain/county.ts";
import type { Duty, DutyQuestion, QuestionId } from "../../src/domain/duty.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import type { SentFile } from "./stage.ts";

const question = (more: Partial<DutyQuestion> & Pick<DutyQuestion, "kind" | "label">): DutyQuestion => ({
	id: "added" as QuestionId,
	help: null,
	required: true,
	indicator: null,
	options: [],
	when: null,
	problem: false,
	...more,
});

const changedDuty = (data: CountyData, id: string, change: (duty: Duty) => Duty): CountyData => ({
	...data,
	duties: data.duties.map((duty) => (duty.id === id ? change(duty) : duty)),
});

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const png = Uint8Array.from(
	Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
);
const amr = new Uint8Array([...text("#!AMR\n"), 60, 8, 119, 22]);

/** What the office does to its workbook, by the name of the file: the file as it is then sent. */
const WORKBOOKS: Readonly<Record<string, (data: CountyData) => CountyData>> = {
	"原样.xlsx": (data) => data,
	"周报加一题.xlsx": (data) =>
		changedDuty(data, "weekly", (duty) => ({
			...duty,
			questions: [...duty.questions, question({ kind: "yesno", label: "本周主要领导到一线了吗" })],
		})),
	"加一套禁烧.xlsx": (data) => ({
		...data,
		duties: data.duties.flatMap((duty) =>
			duty.id === "weekly"
				? [
						duty,
						{
							...duty,
							id: "straw" as Duty["id"],
							name: "禁烧日常",
							questions: [question({ kind: "yesno", label: "有没有发现火点" })],
						},
					]
				: [duty],
		),
	}),
	"换人.xlsx": (data) => ({
		...data,
		people: data.people.map((person) => (person.key === "210921108-3" ? { ...person, name: "郑新来（演示）" } : person)),
	}),
	"有错.xlsx": (data) => ({
		...data,
		units: data.units.map((unit) => (unit.name === "大巴镇" ? { ...unit, name: "" } : unit)),
		people: data.people.map((person) =>
			person.key === "210921108-3" ? { ...person, posts: person.posts.map((post) => ({ ...post, role: "镇长" as never })) } : person,
		),
	}),
};

/** A file of that name, made from what is stored. Pictures and recordings are as small as they can be. */
export const fileNamed = async (name: string, data: CountyData): Promise<SentFile> => {
	const change = WORKBOOKS[name];
	if (change) return { name, bytes: await writeWorkbook(change(data)) };
	if (/\.(jpg|png)$/u.test(name)) return { name, bytes: new Uint8Array([...png, ...text(name)]) };
	if (name.endsWith(".pdf")) return { name, bytes: text(`%PDF-1.4 ${name}`) };
	if (name.endsWith(".amr")) return { name, bytes: amr };
	return { name, bytes: text(`${name}，不是表格`) };
};
