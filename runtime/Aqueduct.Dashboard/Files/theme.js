// Before the first paint: the colours this browser was told to use.
try {
    const theme = localStorage.getItem("aqueduct-theme");
    if (theme)
        document.documentElement.dataset.theme = theme;
} catch {
    // A browser that keeps nothing shows what it prefers.
}
