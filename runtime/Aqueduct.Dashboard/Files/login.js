// Signs in with a name and password, or with a token; the answer sets a cookie that scripts cannot read.
const form = document.getElementById("signin");
const problem = document.getElementById("problem");

form.addEventListener("submit", async event => {
    event.preventDefault();
    problem.textContent = "";
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    const answer = await fetch("/api/v1/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given) });
    if (answer.ok) {
        // Only to a page of this server.
        const to = new URL(new URLSearchParams(location.search).get("to") ?? "/ui", location.origin);
        location.assign(to.origin === location.origin ? to.pathname + to.search : "/ui");
        return;
    }
    const said = await answer.json().catch(() => ({}));
    problem.textContent = said.detail ?? `The server answered ${answer.status}.`;
    form.elements.password.value = "";
    form.elements.name.focus();
});
