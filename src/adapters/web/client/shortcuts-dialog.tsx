import { Dialog } from "./dialog.tsx";

const isApple = /Mac|iP(hone|ad)/.test(navigator.userAgent);

const groups = [
  {
    title: "In the box",
    shortcuts: [
      { keys: ["Enter"], does: "Ask all, or say it to a table that talks" },
      { keys: [isApple ? "⌘" : "Ctrl", "Enter"], does: "Discuss, for as many rounds as are set" },
      { keys: ["Shift", "Enter"], does: "Begin a new line" },
      { keys: ["/"], does: "Begin a command" },
      { keys: ["@"], does: "Ask one by name" },
      { keys: ["Tab"], does: "Take what is marked in the list" },
      { keys: ["↑"], does: "In an empty box: bring the last text back" },
    ],
  },
  {
    title: "Anywhere",
    shortcuts: [
      { letter: "N", does: "Next round" },
      { letter: "S", does: "Stop" },
      { letter: "C", does: "Consensus" },
      { letter: "X", does: "Export" },
      { letter: "P", does: "Projects" },
      { letter: "D", does: "Discussions" },
      { letter: "K", does: "These shortcuts" },
      { keys: ["Esc"], does: "Close what is open" },
    ],
  },
];

/** All that can be done with keys alone, at one glance. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      {groups.map(({ title, shortcuts }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl class="shortcuts">
            {shortcuts.map((shortcut) => (
              <div key={shortcut.does}>
                <dt>
                  {("letter" in shortcut ? [...chord, shortcut.letter] : shortcut.keys).map(
                    (key) => (
                      <kbd key={key}>{key}</kbd>
                    ),
                  )}
                </dt>
                <dd>{shortcut.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

const chord = [isApple ? "Option" : "Alt", "Shift"];
