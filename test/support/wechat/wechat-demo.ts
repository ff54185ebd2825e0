import type { Elsewhere } from "../demo-elsewhere.ts";

/** The demo county on WeChat. */
export const ON_WECHAT: Elsewhere = {
	channel: "wechat",
	account: "main",
	personId: (index) => `wxid_person${index + 1}`,
	groupId: (index) => `${20_000_000_001 + index}@chatroom`,
};
