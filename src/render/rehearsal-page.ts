import { type DateText, dateOf, type Instant, wallClock } from "../domain/period.ts";
import type { RehearsalWords } from "../locales/rehearsal.ts";
import type { RehearsalPage, RehearsalPageChat, RehearsalPageDay, RehearsalPageLine, RehearsalTotals } from "../views/rehearsal.ts";
import type { Language } from "./chat.ts";
import { escapeHtml } from "./escape-html.ts";
import { REHEARSAL_SCRIPT, REHEARSAL_STYLE } from "./rehearsal-style.ts";
import { rehearsalWords } from "./rehearsal-words.ts";
import { safeText } from "./safe-text.ts";

/** Recipients of the same words that are named; of more the first are, and the others are unfolded. */
const NAMED = 6;
/** The longest bar of the weeks' table, in rem. */
const BAR = 6;

/** A rehearsal as one page of HTML: no file beside it, nothing loaded. Everything from data is escaped. */
export const renderRehearsal = (page: RehearsalPage, language: Language): string => {
	const words = rehearsalWords(language);
	const { totals } = page;
	const groups = page.chats.filter(({ kind }) => kind === "group");
	const people = page.chats.filter(({ kind }) => kind === "person");
	const sections: readonly (readonly [id: string, title: string, body: string])[] = [
		["totals", words.nav.totals, totalsPart(totals, words)],
		["weeks", words.nav.weeks, weeksPart(totals, words)],
		["rounds", words.nav.rounds, roundsPart(totals, words)],
		["top", words.nav.top, topPart(page, words)],
		["days", words.nav.days, `<div class="card">${page.days.map((day) => dayPart(day, words)).join("\n")}</div>`],
		["groups", words.nav.groups, `<div class="chats">${groups.map((chat) => chatPart(chat, words)).join("\n")}</div>`],
		[
			"people",
			words.nav.people,
			`<input id="find" type="search" hidden placeholder="${text(words.search)}" aria-label="${text(words.search)}">` +
				`<div class="chats">${people.map((chat) => chatPart(chat, words)).join("\n")}</div><p class="soft">${text(words.untouched(page.untouched))}</p>`,
		],
	];
	return (
		`<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
		`<title>${text(words.title(totals.county))}</title><style>${REHEARSAL_STYLE}</style></head><body>\n` +
		`<header><h1>${text(words.title(totals.county))}</h1><p class="span">${text(words.span(totals.from, totals.to))}</p><p>${text(words.note)}</p></header>\n` +
		`<nav><div>${sections.map(([id, title]) => `<a href="#${id}">${text(title)}</a>`).join("")}</div></nav>\n<main>\n` +
		sections.map(([id, title, body]) => `<section id="${id}"><h2>${text(title)}</h2>\n${body}</section>`).join("\n") +
		`\n</main>\n<script>${REHEARSAL_SCRIPT}</script></body></html>\n`
	);
};

const text = (given: string): string => escapeHtml(safeText(given));

const totalsPart = (totals: RehearsalTotals, words: RehearsalWords): string =>
	`<div class="tiles">${words
		.tiles(totals)
		.map(({ figure, label, more }) => `<div class="tile"><b>${text(figure)}</b>${text(label)}<small>${text(more)}</small></div>`)
		.join("")}</div>` +
	`<ul class="kept">${words
		.kept(totals)
		.map((promise) => `<li${promise.isKept ? "" : ' class="broken"'}>${text(promise.text)}</li>`)
		.join("")}</ul><p class="soft">${text(words.held(totals))}</p>`;

const table = (columns: readonly string[], rows: readonly string[]): string =>
	`<div class="card"><table><thead><tr>${columns.map((column) => `<th>${text(column)}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;

const weeksPart = ({ weeks }: RehearsalTotals, words: RehearsalWords): string => {
	const most = Math.max(1, ...weeks.map((week) => week.messages + week.mentions));
	return table(
		words.weekColumns,
		weeks.map((week) => {
			const width = Math.round((100 * BAR * (week.messages + week.mentions)) / most) / 100;
			const bar = `<span class="bar" style="width:${width}rem"></span>`;
			const figures = [week.reached, week.messages, week.groupMessages, week.mentions, week.questions, week.replies];
			return `<tr><th>${text(words.period(week.week))}${bar}</th>${figures.map((figure) => `<td>${figure}</td>`).join("")}</tr>`;
		}),
	);
};

const roundsPart = ({ rounds, habits }: RehearsalTotals, words: RehearsalWords): string =>
	table(
		words.roundColumns,
		rounds.map(({ title, period, dueAt, owed, onTime, late, open }) => {
			const missing = owed - onTime - late;
			const rest = open
				? `<td>${missing} <small class="soft">${text(words.stillOpen)}</small></td>`
				: `<td${missing > 0 ? ' class="miss"' : ""}>${missing}</td>`;
			return `<tr><th>${text(words.period(period))} ${text(title)}</th><td>${text(words.moment(dueAt))}</td><td>${owed}</td><td>${onTime}</td><td>${late}</td>${rest}</tr>`;
		}),
	) +
	`<h2>${text(words.habits)}</h2><div class="card"><dl class="habits">${habits
		.map(({ habit, reports }) => {
			const { name, does } = words.habit(habit);
			return `<div><dt>${text(name)}</dt><dd>${text(does)}</dd><dd>${text(words.reports(reports))}</dd></div>`;
		})
		.join("")}</dl></div>`;

const topPart = ({ top }: RehearsalPage, words: RehearsalWords): string =>
	top.length === 0
		? `<p class="soft">${text(words.quietDay)}</p>`
		: `<div class="card"><ol class="top">${top
				.map(
					(chat) =>
						`<li><span>${link(chat.anchor, `${chat.unit} ${chat.name}`)} <small class="soft">${text(words.chatFigures(chat))}</small></span><b>${text(words.times(chat.messages + chat.mentions))}</b></li>`,
				)
				.join("")}</ol></div>`;

const link = (anchor: string, name: string): string => `<a href="#${text(encodeURIComponent(anchor))}">${text(name)}</a>`;

const clock = (at: Instant): string => {
	const { hour, minute } = wallClock(at);
	return `<time>${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}</time>`;
};

const dayPart = ({ day, works, reports, own }: RehearsalPageDay, words: RehearsalWords): string => {
	const notes = [works ? null : words.dayOff, own.length === 0 ? words.quietDay : null, reports === 0 ? null : words.arrived(reports)];
	const said = own.map(({ at, kind, text: said, wordings, to }) => {
		const links = to.map(({ anchor, kind: of, name }) => link(anchor, of === "group" ? words.group(name) : name));
		const named =
			links.length <= NAMED
				? links.join(words.comma)
				: `${links.slice(0, NAMED).join(words.comma)} <details><summary>…</summary> ${links.slice(NAMED).join(words.comma)}</details>`;
		return (
			`<div class="said ${kind}">${clock(at)}<span class="tag ${kind}">${text(words.own[kind])}</span><p>${text(said)}</p>` +
			`<p class="to">${text(words.recipients(to.length, wordings))} ${named}</p></div>`
		);
	});
	return (
		`<div class="day${works ? "" : " off"}"><h3>${text(words.dayTitle(day))}<small>${notes.flatMap((note) => (note === null ? [] : [text(note)])).join("　")}</small></h3>` +
		`${said.join("")}</div>`
	);
};

const chatPart = (chat: RehearsalPageChat, words: RehearsalWords): string => {
	const head = chat.kind === "group" ? words.group(chat.name) : `${chat.name}　${chat.unit} ${chat.post}`;
	const habit = chat.habit === null ? "" : `<span class="tag">${text(words.habit(chat.habit).name)}</span>`;
	const talk = chat.lines.length === 0 ? `<p class="soft">${text(words.nothingSaid)}</p>` : linesPart(chat, words);
	return (
		`<details id="${text(chat.anchor)}"><summary><b>${text(head)}</b>${habit}<small>${text(words.chatFigures(chat))}</small></summary>` +
		`<div class="talk">${talk}</div></details>`
	);
};

const linesPart = ({ kind, lines }: RehearsalPageChat, words: RehearsalWords): string => {
	let day: DateText | null = null;
	return lines
		.map((line) => {
			const date = dateOf(line.at);
			const title = date === day ? "" : `<h4>${text(words.dayTitle(date))}</h4>`;
			day = date;
			return title + linePart(line, kind === "group", words);
		})
		.join("");
};

const linePart = ({ at, by, text: said, buttons, own }: RehearsalPageLine, named: boolean, words: RehearsalWords): string => {
	const kind = by === null ? (own === null ? "" : ` class="own ${own}"`) : ' class="me"';
	const name = by === null || !named ? "" : `${text(by)} `;
	const tag = own === null ? "" : `<span class="tag ${own}">${text(words.own[own])}</span>`;
	const choices = buttons.map((button) => `<i>${text(button)}</i>`).join("");
	return `<p${kind}><time>${name}${clock(at).slice("<time>".length, -"</time>".length)}${tag}</time>${text(said)}${choices === "" ? "" : `\n${choices}`}</p>`;
};
