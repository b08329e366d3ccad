/* Help lines in the reader's own country, for scripts and captions. Loaded on pages that have some; the lines are in
   help-lines.js, which the build makes of the register and which is loaded when a country is known or asked for.
   The country is the one of Get help: kept on this device as "country", never guessed. */
(() => {
  "use strict";
  const { store, keeping, make, load, scripts } = window.careInPublic;
  const TOPICS = ["suicide", "eating", "abuse", "youth"];

  const data = async () => {
    await load("help-lines.js");
    return window.careInPublic.helpLines;
  };

  /* The lines of a country for a set of needs, each {lead, ways}: first those for one topic, then the one for anyone.
     What is `named` already is left out. */
  const lines = ({ countries }, code, needs, named = new Set()) => {
    const own = countries[code]?.lines || {};
    const wanted = TOPICS.filter((need) => needs.has(need)).map(
      (need) => own[need] || (need === "suicide" && own.talk),
    );
    if (!needs.has("suicide")) wanted.push(own.talk);
    return wanted
      .filter(Boolean)
      .map(({ lead, ways }) => ({ lead, ways: ways.filter(([id]) => !named.has(id)) }))
      .filter(({ ways }) => ways.length);
  };
  const words = ([, pieces]) => pieces.map(([part]) => part).join("");
  /* What a link is called aloud: its words, and then the digits, or 741741 is read as a sum. */
  const link = (href, text, said) => {
    const [, keys] = /^(?:tel|sms):\+?(\d+)/.exec(href) || [];
    return make("a", { href, ...(keys ? { "aria-label": `${said}, ${[...keys].join(" ")}` } : {}) }, text);
  };
  /* A way to tap: one link where it has one number, each number a link where it has more, so that text never calls. */
  const linked = ([id, [[start, ...rest], ...more]]) => {
    const pieces = [[start[0].toUpperCase() + start.slice(1), ...rest], ...more];
    const links = pieces.filter(([, href]) => href);
    const all = words([id, pieces]);
    if (links.length === 1) return [link(links[0][1], all, all)];
    const verb = (index) => pieces[index - 1][0].replace(/^\W*(?:or )?/, "");
    return pieces.map(([part, href], index) => (href ? link(href, part, verb(index) + part) : part));
  };
  const text = ({ lead, ways }) => t`caption_line lead=${lead} ways=${ways.map(words).join(t`caption_or`)}`;

  /* A labeled list of countries that keeps what is chosen; `changed` hears of it. */
  let made = 0;
  const chooser = ({ countries }, changed) => {
    const id = `line-country-${(made += 1)}`;
    const select = make("select", { id, autocomplete: "off" }, make("option", { value: "" }, t`picker_choose`));
    for (const [code, { name }] of Object.entries(countries)) select.append(make("option", { value: code }, name));
    select.value = kept(countries);
    select.addEventListener("change", () => {
      const stays = store.set("country", select.value);
      unkept = stays ? null : select.value;
      note.textContent = keeping(stays);
      changed(select.value);
    });
    const note = make("p", { class: "picker-note" }, keeping(true));
    return {
      part: make("div", { class: "line-country" }, make("label", { for: id }, t`country`), select, note),
      select,
    };
  };
  /* Where storage is off or full the choice holds until the page is left: never the lines of another country. */
  let unkept = null;
  const kept = (countries) => {
    const code = unkept ?? store.get("country");
    return Object.hasOwn(countries, code) ? code : "";
  };

  window.careInPublic.captions = { data, lines, words, linked, text, chooser, kept };

  /* The second button of a script that names a service. */
  const others = scripts.map(({ box, name, more, said, words, give }) => {
    let choice = null;
    const named = new Set([...box.querySelectorAll("a[data-help]")].map((link) => link.dataset.help.split("#")[0]));
    const show = (place) => {
      more.textContent = place ? t`copy_line place=${place}` : t`copy_own_line`;
      more.setAttribute("aria-label", t`named what=${more.textContent} name=${name}`);
    };
    more.addEventListener("click", async () => {
      let all;
      try {
        all = await data();
      } catch {
        said.textContent = t`copy_no_lines`;
        return;
      }
      if (!choice) {
        choice = chooser(all, () => {
          said.textContent = "";
          relabel(all);
        });
        said.after(choice.part);
      }
      const code = kept(all.countries);
      if (!code) {
        said.textContent = t`copy_choose`;
        choice.select.focus();
        return;
      }
      const needs = new Set([...named].map((id) => all.needs[id]).filter(Boolean));
      const found = lines(all, code, needs, named).map(text);
      const { place } = all.countries[code];
      give(
        [words(), found.join("\n")].filter(Boolean).join("\n\n"),
        found.length ? t`copied_line place=${place}` : t`copied_named place=${place}`,
      );
    });
    show("");
    return (place, code) => {
      show(place);
      if (choice) choice.select.value = code;
    };
  });
  const relabel = ({ countries }) => {
    const code = kept(countries);
    others.forEach((show) => show(countries[code]?.place || "", code));
  };
  if (others.length && store.get("country")) data().then(relabel, () => {});
  /* Another tab chose, or everything was forgotten on another page before the reader came back to this one. */
  const again = () => {
    if (window.careInPublic.helpLines) relabel(window.careInPublic.helpLines);
  };
  addEventListener("storage", again);
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      unkept = null;
      again();
    }
  });
})();
