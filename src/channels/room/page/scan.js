import { getLogins } from "./api.js";
import { el } from "./dom.js";
import { t } from "./texts.js";
import { clockTexts } from "./time.js";

const WAITING_MS = 3_000;
const QUIET_MS = 20_000;

const codeOf = ({ name, since, picture }) =>
	el(
		"section",
		{},
		el("h2", {}, t.scanTitle(name)),
		el("img", { src: picture, alt: t.scanTitle(name), width: "264", height: "264" }),
		el("p", { class: "hint" }, t.scanAt(clockTexts(since).time)),
	);

/**
 * For whoever may scan: a bar while a messenger waits for its code to be scanned, and the code itself behind it. Both follow what waits and go away
 * by themselves.
 */
export const createScan = () => {
	let shown = "[]";
	const codes = el("div", {});
	const dialog = el(
		"dialog",
		{ class: "scan", "aria-label": t.scanShow },
		codes,
		el("p", {}, t.scanHint),
		el("button", { class: "quiet", type: "button", onclick: () => dialog.close() }, t.close),
	);
	const words = el("span", {});
	const bar = el(
		"div",
		{ class: "scan-bar", role: "status", hidden: true },
		words,
		el("button", { class: "quiet", type: "button", onclick: () => dialog.showModal() }, t.scanShow),
	);
	document.body.append(dialog);

	const show = (logins) => {
		const now = JSON.stringify(logins);
		if (now === shown) return;
		shown = now;
		bar.hidden = logins.length === 0;
		words.textContent = t.scanWanted(logins.map(({ name }) => name).join(t.listSeparator));
		codes.replaceChildren(...logins.map(codeOf));
		if (logins.length === 0) dialog.close();
	};
	const look = async () => {
		try {
			show((await getLogins()).logins);
		} catch (error) {
			// The right may be taken away; a lost connection comes back.
			if (error.status === 401 || error.status === 403) return show([]);
		}
		setTimeout(look, shown === "[]" ? QUIET_MS : WAITING_MS);
	};
	return { bar, look };
};
