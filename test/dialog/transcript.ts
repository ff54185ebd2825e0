import { expect } from "vitest";
import type { Figure } from "../../src/dialog/facts.ts";
import { decimal } from "../../src/domain/decimal.ts";
import type { FileRef } from "../../src/domain/file.ts";
import type { Instant } from "../../src/domain/period.ts";
import type { Entry, PlainAnswer } from "../../src/domain/report.ts";
import type { ViewButton } from "../../src/views/button.ts";
import { DialogPlayer } from "../support/dialog-player.ts";

/**
 * A transcript as text. Lines:
 * `@ duty straw`, `@ slow`, `@ proxy`, `@ now …`, `@ figure ID total=… history=a,b annual=… above=…`, `@ villages ID SUM n/m`, `@ others NAME n/m`: the circumstances;
 * `> words` typed (`\n` for a line break), `> [button]` pressed, `> {button}` pressed on the message before the last, `> 📷 a.jpg b.jpg | caption` files,
 * `* old words => new words` changes what was typed; `> 周报 …` begins, `~ resume`, `~ amend …` begins again from what was submitted;
 * `< words` the answer has them, `<! words` it has not;
 * `= ID +increment =total 约 (reason)`, `= ID words`: what was submitted; `= submitted`, `= cancelled`, `= nothing`: how it stands; `= silent`: the last line was answered with nothing.
 */
export interface Transcript {
	readonly title: string;
	readonly lines: readonly string[];
}

/** Splits a case file into its transcripts; each begins with `# title`. */
export const transcriptsIn = (text: string): Transcript[] =>
	text
		.split(/^# /m)
		.slice(1)
		.map((part) => {
			const [title = "", ...lines] = part.split("\n");
			return { title: title.trim(), lines: lines.map((line) => line.trim()).filter((line) => line !== "") };
		});

const TYPES: Readonly<Record<string, string>> = { jpg: "image/jpeg", amr: "audio/amr", pdf: "application/pdf", zip: "application/zip" };

const fileOf = (name: string): FileRef => {
	const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
	return { hash: `hash-of-${name}`, name, type, size: 1000 };
};

type Submitted = { readonly entries: readonly Entry[]; readonly answers: readonly PlainAnswer[]; readonly files: readonly FileRef[] };

const answerText = (answer: PlainAnswer | undefined): string => {
	if (!answer) return "";
	switch (answer.kind) {
		case "text":
			return answer.text;
		case "choice":
			return answer.option;
		case "yesno":
			return answer.yes ? "是" : "否";
		case "files":
			return answer.files.map((file) => file.name).join(" ");
		default:
			return answer satisfies never;
	}
};

const entryText = (entry: Entry): string =>
	[`+${entry.increment}`, `=${entry.total}`, entry.approximate ? "约" : "", entry.reason === null ? "" : `(${entry.reason})`]
		.filter((part) => part !== "")
		.join(" ");

const plain = (words: string): string => words.replaceAll("\\n", "\n").replaceAll("␣", " ");

/** One transcript being played. */
class Stage {
	player = new DialogPlayer("weekly");
	readonly visited = new Set<string>();
	submitted: Submitted | null = null;
	shown: readonly ViewButton[] = [];
	earlier: readonly ViewButton[] = [];

	set(words: string): void {
		const [what = "", id = "", ...more] = words.split(/\s+/);
		const player = this.player;
		if (what === "duty") this.player = new DialogPlayer(id);
		else if (what === "slow") player.facts = { ...player.facts, pace: "slow" };
		else if (what === "proxy") player.facts = { ...player.facts, proxy: true };
		else if (what === "now") player.facts = { ...player.facts, now: id as Instant };
		else if (what === "figure") player.setFigure(id, figurePart(more));
		else if (what === "villages") player.setVillages(id, { sum: decimal(more[0] ?? "0"), ...share(more[1]) });
		else if (what === "others")
			player.facts = { ...player.facts, others: [{ name: id, answered: share(more[0]).reported, asked: share(more[0]).of }] };
		else throw new Error(`not a circumstance: ${words}`);
	}

	/** What was typed, as it reads now; a message's name is its place. */
	readonly typed: string[] = [];

	edit(words: string): void {
		this.earlier = this.shown;
		const [from = "", to = ""] = plain(words).split(" => ");
		const place = this.typed.lastIndexOf(from);
		if (place < 0) throw new Error(`nobody typed ${from}`);
		this.typed[place] = to;
		this.player.give({ kind: "edited", ref: `m${place}`, text: to.replace(/^周报\s*/u, "") });
		this.after();
	}

	do(words: string): void {
		this.earlier = this.shown;
		const typed = plain(words);
		const files = /^📷 ([^|]+)(?:\|(.*))?$/u.exec(typed);
		const press = /^\[(.+)\]$/.exec(typed)?.[1];
		const stale = /^\{(.+)\}$/.exec(typed)?.[1];
		const begin = this.player.saved === null ? /^周报\s*(.*)$/s.exec(typed) : null;
		if (!press && !stale) this.typed.push(files ? (files[2] ?? "").trim() : typed);
		const ref = `m${this.typed.length - 1}`;
		if (begin) this.player.give({ kind: "start", text: begin[1] ?? "", ref });
		else if (files) this.player.give({ kind: "files", files: (files[1] ?? "").trim().split(/\s+/).map(fileOf), text: files[2] ?? "", ref });
		else if (press) this.player.press(press, this.shown);
		else if (stale) this.player.press(stale, this.older);
		else this.player.give({ kind: "text", text: typed, ref });
		this.after();
	}

	older: readonly ViewButton[] = [];

	after(): void {
		const submitted = this.player.events.find((event) => event.event === "submitted");
		if (submitted?.event === "submitted") this.submitted = submitted;
		const at = this.player.state?.node.at;
		if (at) this.visited.add(at);
		// What is answered with nothing leaves the buttons as they are.
		if (this.player.views.length === 0 && at) return;
		this.older = this.earlier;
		this.shown = this.player.buttons;
	}

	again(words: string): void {
		const [what, ...text] = words.split(" ");
		if (what === "resume") this.player.give({ kind: "resume", text: text.join(" ") });
		else if (what === "amend" && this.submitted) this.player.give({ kind: "start", text: text.join(" "), prefill: this.submitted });
		else throw new Error(`cannot ${words}`);
		this.after();
	}

	check(words: string) {
		const [id = "", ...rest] = words.split(" ");
		if (id === "submitted")
			return expect(this.player.history.filter((event) => event.event === "submitted")).toHaveLength(Number(rest[0] ?? 1));
		if (id === "cancelled") return expect(this.player.saved === null && this.submitted === null, "is dropped").toBe(true);
		if (id === "silent") return expect(this.player.said, "nothing is said").toBe("");
		if (id === "nothing") return expect(this.submitted, "nothing is submitted").toBeNull();
		const entry = this.submitted?.entries.find((one) => one.indicator === id);
		const answer = this.submitted?.answers.find((one) => one.question === id);
		if (id === "files") return expect(this.submitted?.files.map((file) => file.name).join(" ")).toBe(rest.join(" "));
		expect(entry ? entryText(entry) : answerText(answer), id).toBe(rest.join(" "));
	}
}

const share = (text = "0/0"): { reported: number; of: number } => {
	const [reported, of] = text.split("/").map(Number);
	return { reported: reported ?? 0, of: of ?? 0 };
};

const figurePart = (parts: readonly string[]): Partial<Figure> => {
	const given = Object.fromEntries(parts.map((part) => part.split("=") as [string, string]));
	return {
		...(given.total === undefined ? {} : { lastTotal: decimal(given.total) }),
		...(given.above === undefined ? {} : { above: { unit: "阜新县", annual: decimal(given.above) } }),
		...(given.history === undefined ? {} : { history: given.history === "" ? [] : given.history.split(",").map(decimal) }),
		...(given.annual === undefined ? {} : { annual: given.annual === "none" ? null : decimal(given.annual) }),
	};
};

/** Plays a transcript; fails with the message last said where a line does not hold. Returns the nodes it stood at. */
export const playTranscript = (transcript: Transcript): ReadonlySet<string> => {
	const stage = new Stage();
	for (const line of transcript.lines) {
		const mark = line.split(" ")[0] ?? "";
		const rest = line.slice(mark.length + 1);
		if (mark === "@") stage.set(rest);
		else if (mark === ">") stage.do(rest);
		else if (mark === "*") stage.edit(rest);
		else if (mark === "~") stage.again(rest);
		else if (mark === "<") expect(stage.player.said, `after: ${line}`).toContain(rest);
		else if (mark === "<!") expect(stage.player.said, `after: ${line}`).not.toContain(rest);
		else if (mark === "=") stage.check(rest);
		else throw new Error(`not a line of a transcript: ${line}`);
	}
	return stage.visited;
};
