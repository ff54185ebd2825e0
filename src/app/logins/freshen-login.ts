import type { Freshen } from "../dispatch/freshen.ts";
import type { Logins } from "./logins.ts";

/** A code never goes out late: just before it is sent it becomes the one that holds then, or, where none waits any more, words without one. */
export const createFreshenLogin =
	(logins: Logins): Freshen =>
	async (view) => {
		if (view.key !== "login-code" && view.key !== "login-wanted") return view;
		const login = logins.of(view.channel);
		if (login?.since === view.codeSince) return view;
		if (login) return { ...view, codeSince: login.since, files: [await logins.picture(login)] };
		if (view.key === "login-code") return { key: "no-login", buttons: [] };
		return { key: "channel-down", channel: view.channel, reason: view.reason, since: view.since, buttons: [] };
	};
