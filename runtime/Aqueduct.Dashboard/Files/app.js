// What pages do in the browser itself: zooming graphs, keys, the colours, logs that follow, and going on after the server was away.
(() => {
    "use strict";

    // ---- graphs: wheel, drag, keys and buttons move the view box
    const boxOf = svg => {
        const base = svg.viewBox.baseVal;
        return { x: base.x, y: base.y, width: base.width, height: base.height };
    };
    const show = (svg, box) => svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    const whole = svg => {
        const [x, y, width, height] = svg.dataset.box.split(" ").map(Number);
        return { x, y, width, height };
    };
    const scaleOf = svg => {
        const box = boxOf(svg);
        return Math.max(box.width / svg.clientWidth, box.height / svg.clientHeight);
    };

    function zoom(svg, factor, atX = 0.5, atY = 0.5) {
        if (factor === 0)
            return show(svg, whole(svg));
        const box = boxOf(svg);
        const all = whole(svg);
        const width = Math.min(Math.max(box.width / factor, 150), all.width * 2);
        const real = box.width / width;
        const height = box.height / real;
        show(svg, { x: box.x + (box.width - width) * atX, y: box.y + (box.height - height) * atY, width, height });
    }

    function move(svg, byX, byY) {
        const box = boxOf(svg);
        show(svg, { ...box, x: box.x + byX, y: box.y + byY });
    }

    // A graph that is drawn again keeps the place where somebody looks.
    document.addEventListener("wheel", event => {
        const svg = event.target.closest?.("svg[data-zoom]");
        if (!svg || !(event.ctrlKey || event.metaKey || document.activeElement === svg || svg.contains(document.activeElement)))
            return;
        event.preventDefault();
        const place = svg.getBoundingClientRect();
        zoom(svg, Math.exp(-event.deltaY / 400), (event.clientX - place.left) / place.width, (event.clientY - place.top) / place.height);
    }, { passive: false });

    let drag = null;
    document.addEventListener("pointerdown", event => {
        const svg = event.target.closest?.("svg[data-zoom]");
        if (svg && event.button === 0)
            drag = { svg, x: event.clientX, y: event.clientY, moved: false };
    });
    document.addEventListener("pointermove", event => {
        if (!drag)
            return;
        const [byX, byY] = [drag.x - event.clientX, drag.y - event.clientY];
        if (!drag.moved && Math.hypot(byX, byY) < 4)
            return;
        const scale = scaleOf(drag.svg);
        move(drag.svg, byX * scale, byY * scale);
        drag = { svg: drag.svg, x: event.clientX, y: event.clientY, moved: true };
    });
    document.addEventListener("pointerup", () => {
        const moved = drag?.moved;
        drag = null;
        // Whoever moved the graph did not want to open what was under the pointer.
        if (moved)
            document.addEventListener("click", event => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
    });
    document.addEventListener("dragstart", event => {
        if (event.target.closest?.("svg[data-zoom]"))
            event.preventDefault();
    });
    document.addEventListener("click", event => {
        const button = event.target.closest?.("[data-zoom-by]");
        if (button)
            zoom(button.closest(".dag").querySelector("svg[data-zoom]"), +button.dataset.zoomBy);
    });

    // ---- keys
    const isTyping = target => target.closest?.("input, textarea, select, [contenteditable]");
    document.addEventListener("keydown", event => {
        if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
            return;
        const svg = event.target.closest?.("svg[data-zoom]");
        if (svg) {
            const step = boxOf(svg).width / 8;
            const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
            const zooms = { "+": 1.25, "=": 1.25, "-": 0.8, "0": 0 };
            if (moves[event.key])
                move(svg, ...moves[event.key]);
            else if (event.key in zooms)
                zoom(svg, zooms[event.key]);
            else
                return keys(event);
            event.preventDefault();
            return;
        }
        keys(event);
    });

    function keys(event) {
        if (event.key === "t")
            switchTheme();
        else if (event.key === "/") {
            const search = document.querySelector("[type=search], .search input");
            if (!search)
                return;
            event.preventDefault();
            search.focus();
        } else
            document.querySelector(`.bar [data-key="${CSS.escape(event.key)}"]`)?.click();
    }

    // ---- light and dark
    function switchTheme() {
        const root = document.documentElement;
        const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
        root.dataset.theme = isDark ? "light" : "dark";
        try {
            localStorage.setItem("aqueduct-theme", root.dataset.theme);
        } catch {
            // It holds for this page.
        }
    }

    document.addEventListener("click", async event => {
        if (event.target.closest?.("[data-theme-switch]"))
            switchTheme();
        if (event.target.closest?.("[data-sign-out]")) {
            await fetch("/api/v1/session", { method: "DELETE" });
            location.assign("/ui/login");
        }
    });

    // ---- logs follow their end, unless somebody scrolled up
    document.addEventListener("scroll", event => {
        const log = event.target;
        if (log instanceof HTMLElement && log.matches("[data-follow]"))
            log.dataset.follow = log.scrollTop + log.clientHeight >= log.scrollHeight - 24 ? "yes" : "no";
    }, { capture: true });
    new MutationObserver(() => {
        for (const log of document.querySelectorAll('[data-follow]:not([data-follow="no"])'))
            log.scrollTop = log.scrollHeight;
    }).observe(document.body, { childList: true, characterData: true, subtree: true });

    // ---- the server was away: its memory of this page is gone, so the page is loaded again when it answers
    document.getElementById("components-reconnect-modal").addEventListener("components-reconnect-state-changed", event => {
        if (event.detail.state === "rejected" || event.detail.state === "failed")
            again();
    });

    async function again() {
        for (;;) {
            try {
                if ((await fetch("/healthz", { cache: "no-store" })).ok)
                    return location.reload();
            } catch {
                // Not yet.
            }
            await new Promise(done => setTimeout(done, 500));
        }
    }
})();
