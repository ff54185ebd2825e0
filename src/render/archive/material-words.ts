import { materialWords as english } from "../../locales/en/material.ts";
import type { MaterialWords } from "../../locales/material.ts";
import { materialWords as chinese } from "../../locales/zh-CN/material.ts";
import type { MaterialReport } from "../../views/material.ts";
import type { Language } from "../chat.ts";
import type { ReportDocument } from "../document/report-document.ts";

export const materialWordsOf = (language: Language): MaterialWords => (language === "zh-CN" ? chinese : english);

/** A report of the material as the document that stands for it. */
export const reportDocument = (report: MaterialReport, language: Language): ReportDocument => {
	const words = materialWordsOf(language);
	const { unit, duty, period, approved, rows } = report;
	return {
		title: words.title(unit, duty, period),
		by: unit,
		notes: [words.sent(report), ...(approved === null ? [] : [words.approved(approved.by, approved.at, approved.way)])],
		parts: rows.map(({ row, files }) => ({ heading: row.label ?? words.loose, text: words.answer(row, files) })),
	};
};
