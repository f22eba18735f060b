const openMenu = () => document.querySelector<HTMLDetailsElement>("details.menu[open]");

/** A menu closes with Escape and when the reader goes elsewhere. Without this it is a fold that is opened and closed. */
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" ? openMenu() : null;
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});
for (const leaving of ["focusin", "pointerdown"]) {
  document.addEventListener(leaving, (event) => {
    const menu = openMenu();
    if (menu && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
}
