import { afterEach, beforeEach, expect, it } from "vitest";
import type { FileRef } from "../../../src/domain/file.ts";
import type { Inbound, InboundContent } from "../../../src/ports/intake.ts";
import { Universe } from "../../support/universe.ts";

const REPORTER = "210921108-2";
const TOWNSHIP = "210921108";
const LIMIT = 20 * 1024 * 1024;
const PHOTO: FileRef = { hash: "a".repeat(64), name: "现场.jpg", type: "image/jpeg", size: 7 };

let universe: Universe;
let count = 0;
beforeEach(async () => {
	universe = await Universe.open();
});
afterEach(() => universe.close());

type Files = Extract<InboundContent, { kind: "files" }>;

/** Files as they are once fetched, and what the bot then says. */
const hearing = async (content: Partial<Files>, chat: Partial<Inbound["chat"]> = {}): Promise<string[]> => {
	await universe.settle();
	await universe.stage.heard();
	count += 1;
	await universe.yixian.intake.receive([
		{
			updateId: `lost${count}`,
			chat: { channel: "room", account: "room", id: `p-${REPORTER}`, kind: "private", ...chat },
			sender: { channel: "room", id: REPORTER },
			messageId: null,
			sentAt: universe.now,
			content: { kind: "files", files: [], text: "", addressed: false, ...content },
		},
	]);
	await universe.settle();
	return (await universe.stage.heard()).map(({ text }) => text);
};

it("tells how many did not come and what to do, and the open question stays", async () => {
	await universe.stage.say(REPORTER, null, "周报");
	expect(await hearing({ lost: { count: 2, why: "too-large", limit: LIMIT } })).toEqual(["有2个文件没收到（超过20MB），请压缩后再发。"]);
	expect(await hearing({ lost: { count: 1, why: "too-large" } })).toEqual(["有1个文件没收到（太大），请压缩后再发。"]);
	expect(await hearing({ lost: { count: 1, why: "gone" } })).toEqual(["有1个文件没收到，请再发一次。"]);
	await universe.stage.say(REPORTER, null, "45亩");
	await universe.settle();
	expect((await universe.stage.heard()).map(({ text }) => text)).toEqual([expect.stringContaining("2/5")]);
});

it("takes what did come, and the words beside them", async () => {
	await universe.stage.say(REPORTER, null, "周报");
	const some = await hearing({ files: [PHOTO], text: "45亩", lost: { count: 1, why: "gone" } });
	expect(some).toEqual(["有1个文件没收到，请再发一次。", expect.stringMatching(/收到1个文件[\s\S]*2\/5/u)]);
	const none = await hearing({ text: "30亩", lost: { count: 1, why: "gone" } });
	expect(none).toEqual(["有1个文件没收到，请再发一次。", expect.stringContaining("3/5")]);
});

it("tells it without a dialog too, but in a group only where it was meant", async () => {
	const lost = { count: 1, why: "gone" } as const;
	expect(await hearing({ lost })).toEqual(["有1个文件没收到，请再发一次。"]);
	const group = { id: `g-${TOWNSHIP}`, kind: "group" } as const;
	expect(await hearing({ lost }, group)).toEqual([]);
	expect(await hearing({ lost, addressed: true }, group)).toEqual(["有1个文件没收到，请再发一次。"]);
});
