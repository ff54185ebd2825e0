import { openSession } from "./api.js";
import { el } from "./dom.js";
import { errorText, t } from "./texts.js";

const refusal = (error) => (error.status === 403 ? t.loginWrong : error.status === 429 ? t.loginWait : errorText(error));

/** Asks for a binding code until one works. */
export const login = () =>
	new Promise((resolve) => {
		const field = el("input", {
			class: "code-field",
			autocomplete: "one-time-code",
			autocapitalize: "characters",
			spellcheck: "false",
			"aria-label": t.loginCode,
			maxlength: "64",
			placeholder: t.loginCode,
		});
		const problem = el("p", { class: "problem", role: "alert" });
		const submit = async (event) => {
			event.preventDefault();
			try {
				await openSession(field.value.trim());
				card.remove();
				resolve();
			} catch (error) {
				problem.textContent = refusal(error);
				field.select();
			}
		};
		const card = el(
			"main",
			{ class: "login" },
			el(
				"form",
				{ onsubmit: submit },
				el("img", { src: "/icon.svg", alt: "", width: "72", height: "72" }),
				el("h1", {}, t.login),
				el("p", { class: "hint" }, t.loginHint),
				field,
				problem,
				el("button", { class: "primary", type: "submit" }, t.loginGo),
			),
		);
		document.body.append(card);
		field.focus();
	});
