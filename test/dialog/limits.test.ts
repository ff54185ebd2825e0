import { describe, expect, it } from "vitest";
import { LIMITS } from "../../src/dialog/context.ts";
import { needs } from "../../src/dialog/needs.ts";
import { DialogPlayer } from "../support/dialog-player.ts";

const begun = (): DialogPlayer => {
	const player = new DialogPlayer("weekly");
	player.give({ kind: "start" });
	return player;
};

describe("limits", () => {
	it("stops after too many steps in one go, keeps what is there and goes on when resumed", () => {
		const player = begun();
		player.give({ kind: "text", text: "45" });
		for (let turn = 0; turn < LIMITS.turns; turn += 1) player.give({ kind: "text", text: "哈哈" });
		expect(player.said).toContain("先停一下。已填1/5");
		expect(player.events).toEqual([{ event: "paused" }]);
		player.give({ kind: "resume" });
		expect(player.said).toContain("接着上次的填：已填1/5");
		player.give({ kind: "text", text: "30" });
		expect(player.said).toContain("3/5");
	});

	it("lets one cancel beyond the limit", () => {
		const player = begun();
		for (let turn = 0; turn <= LIMITS.turns; turn += 1) player.give({ kind: "text", text: "哈哈" });
		player.give({ kind: "text", text: "取消" });
		expect(player.said).toContain("已取消");
	});

	it("refuses a message, a text answer and a reason that are too long, saying how long", () => {
		const player = begun();
		player.give({ kind: "text", text: "亩".repeat(4001) });
		expect(player.said).toContain("太长了（4001字），请不超过4000字");
		player.give({ kind: "text", text: "累计300" });
		player.give({ kind: "text", text: "因".repeat(501) });
		expect(player.said).toContain("太长了（501字），请不超过500字");
		for (const text of ["风灾", "30", "0", "问".repeat(1001)]) player.give({ kind: "text", text });
		expect(player.said).toContain("太长了（1001字），请不超过1000字");
		player.give({ kind: "text", text: "问".repeat(1000) });
		expect(player.said).toContain("5/5");
	});

	it("says how long a problem in a pasted report is when it is too long, and repeats only its beginning", () => {
		const player = begun();
		player.give({ kind: "text", text: `暖棚10亩 果树20亩 养殖小区0 问题：${"问".repeat(1001)}` });
		expect(player.said).toContain("太长了（1001字），请不超过1000字");
		expect(player.said).not.toContain("问".repeat(70));
		expect(player.said).toContain("4/5");
	});

	it("keeps at most so many files and says so", () => {
		const player = begun();
		const files = Array.from({ length: 25 }, (_, index) => ({ hash: `h${index}`, name: `${index}.jpg`, type: "image/jpeg", size: 1 }));
		player.give({ kind: "files", files, text: "" });
		expect(player.said).toContain("文件最多存20个");
		expect(player.state?.answers.photos).toMatchObject({ files: files.slice(0, 20) });
	});
});

describe("needs", () => {
	const { flow } = begun();
	const kinds = (...given: Parameters<typeof needs>) => needs(...given).map(({ need }) => need);

	it("a first question needs the figures alone", () => expect(kinds(null, { kind: "start" }, flow)).toEqual(["figures"]));
	it("a pasted report needs figures and names of units", () =>
		expect(kinds(null, { kind: "start", text: "暖棚45亩" }, flow)).toEqual(["figures", "directory"]));
	it("cancelling needs nothing", () =>
		expect(kinds(begun().state, { kind: "press", press: { kind: "cancel" }, step: 1 }, flow)).toEqual([]));
	it("names the indicators of the form", () =>
		expect(needs(null, { kind: "start" }, flow)).toEqual([{ need: "figures", indicators: ["greenhouse", "orchard", "livestock"] }]));
});
