/** How a rehearsal's page looks: on paper-white, one column on a telephone, everything in the page itself. */
export const REHEARSAL_STYLE = `
:root{color-scheme:light dark;--page:#f3f4f2;--card:#fff;--text:#1c211d;--soft:#66706a;--line:#e2e6e2;--green:#0a8f4c;--pale:#e3f4ea;--own:#cdeeb8;--own-text:#142409;--amber:#a15c00;--amber-pale:#fdf0dc;--red:#c62828;--red-pale:#fde7e6;--link:#3d5a8a;
font:16px/1.6 -apple-system,"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif}
@media(prefers-color-scheme:dark){:root{--page:#121413;--card:#1d201e;--text:#e7ebe8;--soft:#98a39c;--line:#2f3531;--green:#4fcf8b;--pale:#15301f;--own:#2f6b3c;--own-text:#eaf8e6;--amber:#f0b35a;--amber-pale:#33260f;--red:#ff8a80;--red-pale:#3a1a18;--link:#9db8e6}}
*{box-sizing:border-box}html{scroll-behavior:smooth;scroll-padding-top:64px;-webkit-text-size-adjust:100%}body{margin:0;background:var(--page);color:var(--text);overflow-wrap:anywhere}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}h1,h2,h3,h4,p{margin:0}h1{font-size:1.55rem;line-height:1.3}h2{font-size:1.15rem;margin:2rem 0 .75rem}
header{max-width:60rem;margin:0 auto;padding:1.75rem 1rem .25rem}header p{color:var(--soft)}header .span{color:var(--text);font-size:1.05rem;margin:.15rem 0 .4rem}
nav{position:sticky;top:0;z-index:2;background:color-mix(in srgb,var(--page) 92%,transparent);backdrop-filter:blur(8px);border-bottom:1px solid var(--line)}
nav div{max-width:60rem;margin:0 auto;padding:.5rem 1rem;display:flex;gap:1.1rem;overflow-x:auto;white-space:nowrap;scrollbar-width:none}nav a{padding:.2rem 0}
main{max-width:60rem;margin:0 auto;padding:0 1rem 4rem}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:.6rem;margin-top:1rem}
.tile,.card,details{background:var(--card);border:1px solid var(--line);border-radius:12px}.tile{padding:.8rem .9rem}
.tile b{font-size:1.65rem;line-height:1.15;font-weight:650;font-variant-numeric:tabular-nums;margin-right:.3rem}.tile small{display:block;color:var(--soft);font-size:.8rem;line-height:1.4;margin-top:.15rem}
.kept{list-style:none;padding:0;margin:.8rem 0;display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:.5rem}.kept li{padding:.45rem .75rem;border-radius:10px;background:var(--pale);color:var(--green)}.kept li.broken{background:var(--red-pale);color:var(--red);font-weight:600}.kept li::before{content:"✓ "}.kept li.broken::before{content:"! "}
.soft{color:var(--soft);font-size:.9rem}
.card{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:.45rem .7rem;text-align:right;white-space:nowrap;border-top:1px solid var(--line)}thead th{border-top:0;color:var(--soft);font-weight:500;font-size:.85rem}th:first-child,td:first-child{text-align:left}tbody th{font-weight:500}.miss{color:var(--amber)}
.bar{display:inline-block;height:.5rem;border-radius:3px;background:var(--green);vertical-align:middle;margin-left:.4rem;opacity:.55}
.habits{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:0 1.4rem;margin:0;padding:.5rem .9rem}.habits div{display:flex;gap:.5rem;padding:.3rem 0;align-items:baseline}.habits dt{font-weight:600;flex:none}.habits dd{margin:0;color:var(--soft);font-size:.88rem}.habits dd:last-child{margin-left:auto;color:var(--text);white-space:nowrap}
.top{list-style:none;padding:0;margin:0}.top li{display:flex;gap:.75rem;padding:.55rem .9rem;border-top:1px solid var(--line);align-items:baseline}.top li:first-child{border-top:0}.top span{flex:1}.top b{font-variant-numeric:tabular-nums;white-space:nowrap}
.day{padding:.65rem .9rem;border-top:1px solid var(--line)}.day:first-child{border-top:0}.day.off{background:color-mix(in srgb,var(--page) 60%,var(--card))}.day h3{font-size:1rem;font-weight:600;display:flex;gap:.6rem;align-items:baseline;flex-wrap:wrap}.day h3 small{color:var(--soft);font-weight:400}
.said{margin:.55rem 0 0;padding:.1rem 0 .1rem .8rem;border-left:3px solid var(--green)}.said.broadcast{border-color:var(--link)}.said p{white-space:pre-line;font-size:.93rem;line-height:1.5}.said .to{font-size:.85rem;color:var(--soft);white-space:normal;margin-top:.15rem}
.said details,.said summary{border:0;background:none}.said summary{padding:0;display:inline;color:var(--link)}
time{color:var(--soft);font-size:.8rem;font-variant-numeric:tabular-nums}.tag{font-size:.72rem;border-radius:5px;padding:.05rem .38rem;background:var(--pale);color:var(--green);margin-left:.35rem;vertical-align:1px}.tag.broadcast{background:color-mix(in srgb,var(--link) 16%,transparent);color:var(--link)}
#find{width:100%;font:inherit;color:inherit;padding:.65rem .95rem;border:1px solid var(--line);border-radius:12px;background:var(--card);margin-bottom:.7rem}
.chats details{margin-bottom:.5rem;content-visibility:auto;contain-intrinsic-size:auto 4.4rem}summary{cursor:pointer;padding:.65rem .9rem;list-style:none}summary::-webkit-details-marker{display:none}summary b{font-weight:600}summary small{display:block;color:var(--soft);font-size:.82rem;line-height:1.45}summary:focus-visible,a:focus-visible,#find:focus-visible{outline:2px solid var(--green);outline-offset:2px}
.talk{padding:.25rem .9rem .9rem;border-top:1px solid var(--line)}.talk h4{font-size:.8rem;font-weight:500;color:var(--soft);text-align:center;margin:.9rem 0 .4rem}
.talk p{max-width:36rem;width:fit-content;margin:.4rem 0;padding:.5rem .75rem;border-radius:4px 12px 12px 12px;background:var(--page);white-space:pre-line;font-size:.93rem;line-height:1.5}.talk p.me{margin-left:auto;border-radius:12px 4px 12px 12px;background:var(--own);color:var(--own-text)}.talk p.me time{color:inherit;opacity:.7}.talk p.own{box-shadow:inset 3px 0 0 var(--green)}.talk p.own.broadcast{box-shadow:inset 3px 0 0 var(--link)}
.talk time{display:block}.talk i{display:inline-block;font-style:normal;font-size:.82rem;border:1px solid var(--line);background:var(--card);color:var(--link);border-radius:8px;padding:.05rem .6rem;margin:.35rem .35rem 0 0}
@media(max-width:36rem){.tiles{grid-template-columns:1fr 1fr}.kept{grid-template-columns:1fr}th:first-child{white-space:normal;min-width:6.2rem;line-height:1.35}td small{display:block}.bar{display:block;margin:.2rem 0 0}.tile b{font-size:1.4rem}th,td{padding:.4rem .5rem}.talk p{max-width:88%}.top li{flex-wrap:wrap}.top span{flex-basis:100%}}
@media print{nav,#find{display:none}body{background:#fff}.chats{display:none}}
`.trim();

/** Finds people and units as one types, and opens the chat an address names. Without it everything is there all the same. */
export const REHEARSAL_SCRIPT = `
(()=>{const find=document.getElementById("find"),chats=[...document.querySelectorAll(".chats>details")];
find.hidden=false;find.addEventListener("input",()=>{const words=find.value.trim().toLowerCase().split(/\\s+/);for(const chat of chats)chat.hidden=!words.every((word)=>chat.firstElementChild.textContent.toLowerCase().includes(word))});
const open=()=>{const chat=location.hash&&document.getElementById(decodeURIComponent(location.hash.slice(1)));if(chat&&chat.tagName==="DETAILS"){chat.hidden=false;chat.open=true;chat.scrollIntoView()}};
addEventListener("hashchange",open);open()})();
`.trim();
