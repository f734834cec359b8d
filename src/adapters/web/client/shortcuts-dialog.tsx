import { Dialog } from "./dialog.tsx";
import { useSpeech } from "./speech.ts";

const isApple = /Mac|iP(hone|ad)/.test(navigator.userAgent);
const chord = [isApple ? "Option" : "Alt", "Shift"];

/** All that can be done with keys alone, at one glance. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const says = useSpeech().says.shortcuts;
  const groups = [
    {
      title: says.inTheBox,
      shortcuts: [
        { keys: ["Enter"], does: says.ask },
        { keys: [isApple ? "⌘" : "Ctrl", "Enter"], does: says.discuss },
        { keys: ["Shift", "Enter"], does: says.newLine },
        { keys: ["/"], does: says.command },
        { keys: ["@"], does: says.askOne },
        { keys: ["Tab"], does: says.complete },
        { keys: ["↑"], does: says.again },
      ],
    },
    {
      title: says.anywhere,
      shortcuts: [
        { keys: [...chord, "N"], does: says.next },
        { keys: [...chord, "S"], does: says.stop },
        { keys: [...chord, "C"], does: says.consensus },
        { keys: [...chord, "X"], does: says.export },
        { keys: [...chord, "P"], does: says.projects },
        { keys: [...chord, "D"], does: says.discussions },
        { keys: [...chord, "K"], does: says.shortcuts },
        { keys: ["Esc"], does: says.close },
      ],
    },
  ];
  return (
    <Dialog title={says.title} onClose={onClose}>
      {groups.map(({ title, shortcuts }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl class="shortcuts">
            {shortcuts.map(({ keys, does }) => (
              <div key={does}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
