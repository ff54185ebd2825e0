import { AlignmentType } from "docx";
import { packDocument } from "./pack-document.ts";
import { FACE, SIZE } from "./page-rules.ts";
import { blankLines, bodyText, paragraph, run, titleLines } from "./paragraphs.ts";

/** A unit's report to be read or filed; every text is finished. */
export interface ReportDocument {
	readonly title: string;
	/** The unit, as the author the file names. */
	readonly by: string;
	/** Who sent and who approved it, a line each. */
	readonly notes: readonly string[];
	/** Each question with its answer; line breaks part paragraphs. */
	readonly parts: readonly { readonly heading: string; readonly text: string }[];
}

/** A report as .docx bytes: its title, who answers for it, and question by question what was said. */
export const writeReportDocument = ({ title, by, notes, parts }: ReportDocument): Promise<Uint8Array> =>
	packDocument({ title, by }, [
		...titleLines(title),
		...notes.map((note) => paragraph([run(note, FACE.kai, SIZE.four)], { alignment: AlignmentType.CENTER })),
		...blankLines(1),
		...parts.flatMap(({ heading, text }) => [
			bodyText([run(heading, FACE.black, SIZE.three)], { keepNext: true, alignment: AlignmentType.LEFT }),
			...text
				.split("\n")
				.filter((line) => line.trim() !== "")
				.map((line) => bodyText([run(line, FACE.body, SIZE.three)])),
		]),
	]);
