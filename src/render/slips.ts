import type { Instant } from "../domain/period.ts";
import { slips as enSlips } from "../locales/en/slips.ts";
import { slips as zhSlips } from "../locales/zh-CN/slips.ts";
import type { Language } from "./chat.ts";
import { escapeHtml } from "./escape-html.ts";

export interface Slip {
	readonly name: string;
	readonly unit: string;
	readonly post: string;
	readonly code: string;
	readonly until: Instant;
	/** Binds at one tap; null without. */
	readonly link: string | null;
}

const STYLE = `@page{size:A4;margin:10mm}*{box-sizing:border-box}body{margin:0;font:11pt/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#111}
h1{font-size:13pt;margin:0 0 4mm}.slips{display:grid;grid-template-columns:1fr 1fr;border-top:1px dashed #888;border-left:1px dashed #888}
.slip{padding:4mm 6mm;border-right:1px dashed #888;border-bottom:1px dashed #888;break-inside:avoid;height:46mm;overflow:hidden}
.who{font-size:12pt;font-weight:700}.unit,.how{color:#444;font-size:10pt}.how{font-size:9pt;overflow-wrap:anywhere}.code{font:700 20pt/1.4 "DejaVu Sans Mono",Consolas,monospace;letter-spacing:.12em}`;

/** Binding codes of a whole county as one printable A4 page of HTML, a dashed frame around each slip to cut along. Everything from data is escaped. */
export const renderSlips = (slips: readonly Slip[], county: string, language: Language): string => {
	const words = language === "zh-CN" ? zhSlips : enSlips;
	const one = (slip: Slip): string =>
		`<section class="slip"><div class="who">${escapeHtml(slip.name)}</div><div class="unit">${escapeHtml(slip.unit)}　${escapeHtml(slip.post)}</div>` +
		`<div class="code">${escapeHtml(slip.code)}</div><div class="how">${escapeHtml(words.how(slip.code, slip.until, slip.link))}</div></section>`;
	return (
		`<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escapeHtml(words.title(county))}</title><style>${STYLE}</style>` +
		`<h1>${escapeHtml(words.title(county))}</h1><div class="slips">${slips.map(one).join("\n")}</div></html>\n`
	);
};
