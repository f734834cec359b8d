import type { ComponentChildren } from "preact";
import type { Agreement, Consensus } from "../../../core/consensus.ts";
import { isSeated } from "../../../core/seat-names.ts";
import type { DiscussionView, MessageView, TableView } from "../view.ts";
import { CoursePlot } from "./course-plot.tsx";
import type { LiveTable } from "./follow-table.ts";
import { goToMessage } from "./go-to-message.ts";
import { Names, participantOf } from "./participant.tsx";
import { Quotes } from "./quotes.tsx";
import { Ratified } from "./ratified.tsx";
import { ReportMatrix } from "./report-matrix.tsx";
import { useSpeech } from "./speech.ts";

/** What the table agreed on, what not, and who holds which view; as the secretary wrote it down. */
export function Report(props: {
  readonly report: Consensus;
  readonly discussion: DiscussionView;
  readonly models: TableView["models"];
  readonly messages: readonly MessageView[];
  readonly live: LiveTable;
}) {
  const { report, discussion, models, messages, live } = props;
  const { changes, minority, recommendation, openQuestions, secretaryInstead } = report.report;
  const { says } = useSpeech();
  const words = says.report;
  const isOld = messages.some(({ seq }) => seq > report.coversSeq);
  const nameOf = (model: string) => participantOf(models, model).displayName;
  const named = (names: readonly string[]) => {
    const unheard = names.filter((name) => !isSeated(discussion.seats, name));
    return (
      <>
        <Names models={models} names={names.filter((name) => !unheard.includes(name))} />
        {unheard.length > 0 && <span class="doubt"> {words.notHeard(unheard.join(", "))}</span>}
      </>
    );
  };
  const goTo = (seq: number) => void goToMessage(live, discussion.id, seq); // never rejects
  const kinds = [
    {
      title: words.independent,
      when: "independent",
    },
    {
      title: words.afterDebate,
      note: words.weak,
      when: "after_debate",
    },
    { title: words.agreed, when: undefined },
  ] as const;

  return (
    <section class="report" aria-labelledby={`report-${report.id}`}>
      <header>
        <h2 id={`report-${report.id}`}>{words.title}</h2>
        <p class="by">
          {words.writtenBy} <Names models={models} names={[report.generatedBy]} />
          {secretaryInstead !== undefined && ` ${words.inPlaceOf(nameOf(secretaryInstead))}`}
        </p>
        {isOld && <p class="note">{words.isOld}</p>}
      </header>
      <div class="report-body">
        <div>
          {" "}
          {recommendation !== undefined && (
            <Part title={words.recommendation}>
              <p class="recommendation" dir="auto">
                {recommendation}
              </p>
            </Part>
          )}
          {kinds.map(({ title, when, ...kind }) => {
            const agreements = report.agreements
              .map((agreement, index) => ({ agreement, line: `agreement ${index + 1}` }))
              .filter(({ agreement }) => agreement.when === when);
            return (
              agreements.length > 0 && (
                <Part key={title} title={title} note={"note" in kind ? kind.note : undefined}>
                  <ul class="claims">
                    {agreements.map(({ agreement, line }) => (
                      <li key={line}>
                        <Claim agreement={agreement} models={models} />
                        <Ratified
                          ratification={report.ratification}
                          line={line}
                          models={models}
                          by={agreement.by}
                        />
                        <Quotes
                          quotes={agreement.quotes}
                          messages={messages}
                          models={models}
                          onGoTo={goTo}
                        />
                      </li>
                    ))}
                  </ul>
                </Part>
              )
            );
          })}
          {report.disagreements.length > 0 && (
            <Part title={words.notAgreed}>
              <ReportMatrix
                report={report}
                discussion={discussion}
                models={models}
                messages={messages}
                onGoTo={goTo}
              />
            </Part>
          )}
          {report.agreements.length === 0 && report.disagreements.length === 0 && (
            <p>{words.nothing}</p>
          )}
        </div>
        <div class="report-side">
          {" "}
          {changes.length > 0 && (
            <Part title={words.changes}>
              <ul class="claims">
                {changes.map(({ who, from, to, because, becauseSeq }) => (
                  <li key={`${who} ${to}`}>
                    {named([who])}:{" "}
                    {because === undefined
                      ? words.change(from, to)
                      : words.changeBecause(from, to, because)}{" "}
                    {becauseSeq !== undefined && (
                      <button type="button" class="link" onClick={() => goTo(becauseSeq)}>
                        {words.showThatMessage}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {minority.length > 0 && (
            <Part title={words.minority}>
              <ul class="claims">
                {minority.map(({ by, position, why }) => (
                  <li key={position}>
                    {named(by)}: {position}
                    {why !== undefined && ` (${why})`}
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {openQuestions.length > 0 && (
            <Part title={words.openQuestions}>
              <ul class="claims">
                {openQuestions.map((question) => (
                  <li key={question}>{question}</li>
                ))}
              </ul>
            </Part>
          )}
          {discussion.course.length > 1 && (
            <Part title={says.course.title}>
              <CoursePlot course={discussion.course} threshold={discussion.threshold} />
            </Part>
          )}
        </div>
      </div>
    </section>
  );
}

function Part(props: {
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ComponentChildren;
}) {
  return (
    <section>
      <h3>{props.title}</h3>
      {props.note !== undefined && <p class="note">{props.note}</p>}
      {props.children}
    </section>
  );
}

function Claim(props: { readonly agreement: Agreement; readonly models: TableView["models"] }) {
  const { claim, by, unattributed } = props.agreement;
  const says = useSpeech().says.report;
  return (
    <>
      <p class="claim" dir="auto">
        {claim}
      </p>
      <p class="by">
        <Names models={props.models} names={by} />
        {unattributed.length > 0 && (
          <span class="doubt">{says.alsoNamed(unattributed.join(", "))}</span>
        )}
      </p>
    </>
  );
}
