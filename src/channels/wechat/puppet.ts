import type { payloads, Wechaty } from "wechaty";

/** What drives WeChat, and one life of it: a bot is started once and never again. */
export type Bot = Wechaty;
export type Puppet = Wechaty["puppet"];

/** What a puppet tells and this channel hears. */
export interface PuppetEvents {
	readonly scan: payloads.EventScan;
	readonly login: payloads.EventLogin;
	readonly logout: payloads.EventLogout;
	readonly message: payloads.EventMessage;
	readonly friendship: payloads.EventFriendship;
	readonly "room-join": payloads.EventRoomJoin;
	readonly "room-leave": payloads.EventRoomLeave;
	readonly "room-topic": payloads.EventRoomTopic;
	readonly dong: payloads.EventDong;
	readonly heartbeat: payloads.EventHeartbeat;
	readonly error: payloads.EventError;
}

/** Wechaty's numbers. It is loaded only when this channel is switched on, and its types alone are known here. */
export const MESSAGE = {
	unknown: 0,
	attachment: 1,
	audio: 2,
	contact: 3,
	chatHistory: 4,
	emoticon: 5,
	image: 6,
	text: 7,
	location: 8,
	miniProgram: 9,
	groupNote: 10,
	url: 14,
	video: 15,
	post: 16,
} as const;
export const FRIENDSHIP = { confirm: 1, receive: 2 } as const;
export const OFFICIAL_CONTACT = 2;
export const ARTWORK = 3;
export const SCAN = { waiting: 2, timeout: 5 } as const;
