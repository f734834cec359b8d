import type { TableView } from "../view.ts";

/** A model as people see it: with the same name, colour and mark wherever it appears. */
export type Participant = {
  readonly name: string;
  readonly displayName: string;
  /** Index of its colour. */
  readonly voice: number;
  /** Index of its mark. */
  readonly mark: number;
};

/** Drawn in a square of 16: told apart without their colours, too. */
const marks = [
  "M8 1.500a6.500 6.500 0 1 0 0 13a6.500 6.500 0 1 0 0-13z",
  "M8 .8L15.200 8L8 15.200L.8 8z",
  "M8 1.500L15.200 14H.8z",
  "M2 2h12v12H2z",
  "M8 .8l6.300 3.600v7.200L8 15.200l-6.300-3.600V4.400z",
  "M5.500 1h5v4.500H15v5h-4.500V15h-5v-4.500H1v-5h4.500z",
  "M8 .5l2.200 5 5.300.5-4 3.600 1.200 5.400L8 12.200 3.300 15l1.200-5.400-4-3.600 5.300-.5z",
  "M1 4.500h14a7 7.500 0 0 1-14 0z",
];

export function participantOf(models: TableView["models"], name: string): Participant {
  const index = models.findIndex((model) => model.name === name);
  const place = index < 0 ? sumOf(name) : index;
  // The ninth has the colour of the first again, with another mark: each pair stands for one of 64.
  const mark = place + 3 * Math.floor(place / marks.length);
  return {
    name,
    displayName: models[index]?.displayName ?? name,
    voice: place % marks.length,
    mark: mark % marks.length,
  };
}

export function Mark({ participant }: { readonly participant: Participant }) {
  return (
    <svg class="mark" data-voice={participant.voice} viewBox="0 0 16 16" aria-hidden="true">
      <path d={marks[participant.mark]} />
    </svg>
  );
}

/** Several of them in a line, each with its mark. */
export function Names(props: {
  readonly models: TableView["models"];
  readonly names: readonly string[];
}) {
  return (
    <span class="names">
      {props.names.map((name) => {
        const participant = participantOf(props.models, name);
        return (
          <span class="name" key={name} data-voice={participant.voice}>
            <Mark participant={participant} />
            {participant.displayName}
          </span>
        );
      })}
    </span>
  );
}

/** One that left the configuration keeps a colour of its own in what is stored. */
function sumOf(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
}
