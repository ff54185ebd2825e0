import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DialogInput } from "../../src/dialog/input.ts";
import { loadState } from "../../src/dialog/load-state.ts";
import { progressOf } from "../../src/dialog/progress.ts";
import type { DialogState } from "../../src/dialog/state.ts";
import { step } from "../../src/flows/dialog.ts";
import type { DialogPress } from "../../src/views/button.ts";
import { DialogPlayer, words } from "../support/dialog-player.ts";

const SAID = [
	Array.from({ length: 60 }, (_, index) => index + 400).join(" "),
	"45",
	"365",
	"1",
	"2",
	"3",
	"-5",
	"累计300",
	"累计365",
	"1.2万亩",
	"三千五",
	"两公顷",
	"3垧",
	"没变",
	"同上周",
	"无",
	"是",
	"否",
	"有",
	"四五十",
	"45还是54",
	"约45亩",
	"暖棚45亩 果树30亩 养殖小区0",
	"果树改成54",
	"改2",
	"修改",
	"修改 果树",
	"不对，是54亩",
	"提交",
	"放弃",
	"取消",
	"跳过",
	"上一步",
	"帮助",
	"完成",
	"确认",
	"畅通",
	"不通",
	"因为下雨",
	"",
	"　",
	"😀",
	"\u0000",
	"9".repeat(500),
	"问题：缺水",
	"新增5累计700",
	"30栋",
	"1.234",
	"西沟村 暖棚3亩\n东沟村 暖棚4亩",
];

const text = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...SAID) },
	{ weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);
const file = fc
	.constantFrom("a.jpg", "b.jpg", "v.amr")
	.map((name) => ({ hash: name, name, type: name.endsWith("amr") ? "audio/amr" : "image/jpeg", size: 1 }));
const press: fc.Arbitrary<DialogPress> = fc.oneof(
	fc.constantFrom("submit", "edit", "discard", "skip", "back", "cancel", "yes", "no", "done").map((kind) => ({ kind }) as DialogPress),
	fc
		.constantFrom("0", "1", "increment", "total", "none", "greenhouse", "issues", "畅通", "nobody")
		.map((value) => ({ kind: "choose" as const, value })),
);

const ref = fc.nat({ max: 7 }).map((number) => `m${number}`);

type Move = { readonly input: DialogInput } | { readonly button: number } | { readonly current: DialogPress } | { readonly last: string };

const move: fc.Arbitrary<Move> = fc.oneof(
	{ weight: 8, arbitrary: fc.tuple(text, ref).map(([said, name]): Move => ({ input: { kind: "text", text: said, ref: name } })) },
	{ weight: 3, arbitrary: fc.tuple(text, ref).map(([said, name]): Move => ({ input: { kind: "edited", text: said, ref: name } })) },
	{ weight: 4, arbitrary: fc.nat({ max: 5 }).map((button): Move => ({ button })) },
	{ weight: 2, arbitrary: press.map((current): Move => ({ current })) },
	{
		weight: 1,
		arbitrary: fc.tuple(press, fc.nat({ max: 9 })).map(([given, at]): Move => ({ input: { kind: "press", press: given, step: at } })),
	},
	{
		weight: 1,
		arbitrary: fc.array(file, { minLength: 1, maxLength: 3 }).map((files): Move => ({ input: { kind: "files", files, text: "" } })),
	},
	{ weight: 1, arbitrary: text.map((said): Move => ({ input: { kind: "resume", text: said } })) },
	{ weight: 1, arbitrary: fc.constantFrom("300", "365", "0").map((last): Move => ({ last })) },
);

const inputOf = (made: Exclude<Move, { last: string }>, player: DialogPlayer, state: DialogState | null): DialogInput | null => {
	if ("input" in made) return made.input;
	if ("current" in made) return { kind: "press", press: made.current, step: state?.step ?? 0 };
	const action = player.buttons[made.button]?.action;
	return action?.do === "dialog" ? { kind: "press", press: action.press, step: action.step } : null;
};

const checkView = (player: DialogPlayer): void => {
	for (const view of player.views) {
		expect(JSON.parse(JSON.stringify(view))).toEqual(view);
		expect(words(view).trim()).not.toBe("");
		if (view.key !== "question" || view.place === null) continue;
		expect(view.place.number).toBeGreaterThan(0);
		expect(view.place.number).toBeLessThanOrEqual(view.place.of);
	}
};

const play = (duty: string, pace: "fast" | "slow", start: string, moves: readonly Move[]): void => {
	const player = new DialogPlayer(duty, { pace });
	player.give({ kind: "start", text: start, ref: "m0" });
	for (const made of moves) {
		if ("last" in made) {
			player.setFigure("greenhouse", { lastTotal: made.last as never });
			continue;
		}
		if (player.saved === null) break;
		const before = player.state as DialogState;
		const input = inputOf(made, player, before);
		if (input === null) continue;
		const reloaded = loadState(JSON.parse(JSON.stringify(before)), player.flow);
		expect(reloaded).toMatchObject({ ok: true, state: before });
		const again = step(player.flow, before, input, player.facts);
		const outcome = player.give(input);
		expect(outcome).toEqual(again);
		const submitted = outcome.events.filter((event) => event.event === "submitted");
		if (submitted.length > 0) {
			expect(before.node.at).toBe("summary");
			expect(submitted).toHaveLength(1);
			expect(outcome.state).toBeNull();
			expect(outcome.says).toEqual([]);
		} else if (input.kind === "edited" && outcome.says.length === 0) expect(outcome).toEqual({ state: before, says: [], events: [] });
		else expect(outcome.says).toHaveLength(1);
		if (outcome.state) {
			const { answered, asked } = progressOf(outcome.state, player.flow);
			expect(answered).toBeLessThanOrEqual(asked);
			expect(outcome.state.step).toBeGreaterThanOrEqual(before.step);
		}
		checkView(player);
	}
	expect(player.history.filter((event) => event.event === "submitted").length).toBeLessThanOrEqual(1);
};

describe("any course of a dialog", () => {
	it("never throws, reloads to the same behaviour, counts right and submits once, from the summary alone", () => {
		fc.assert(
			fc.property(
				fc.constantFrom("weekly", "straw", "survey"),
				fc.constantFrom("fast" as const, "slow" as const),
				fc.constantFrom("", "暖棚45亩 果树30亩 养殖小区0", "暖棚365亩 果树四五十亩", "你好"),
				fc.array(move, { maxLength: 25 }),
				play,
			),
			{ numRuns: 400 },
		);
	});
});
