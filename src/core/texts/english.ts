import { createFormats } from "./formats.ts";

// With capitals: in British English a million is "1m".
const formats = createFormats("en-GB", () => new Intl.NumberFormat("en", { notation: "compact" }));
const { number } = formats;

function count(value: number, one: string, several: string): string {
  return `${number(value)} ${value === 1 ? one : several}`;
}

const rounds = (value: number) => count(value, "round", "rounds");

/** What the page says, part of the table below: an export of its own, so that a browser fetches no more. */
export const englishPage = {
  thisPage: "This page",
  you: "You",
  noDiscussion: "There is no such discussion any more.",
  nothingToExport: "There is nothing to export at this address.",
  nothingHere: "There is nothing at this address.",
  sendExport: "Send a file that moai exported as JSON.",
  requestTooLong: (size: string) => `This is too long: a request has at most ${size}. Shorten it.`,
  fileTooLong: (size: string) => `This is too long: a file has at most ${size}. Shorten it.`,
  broken: (ref: string) => `Something broke (ref ${ref}). Try again; the log knows more.`,
  thisMachineOnly: "This page answers on this machine only, as localhost or 127.0.0.1.",
  ownPageOnly: "Requests are taken from moai's own page only.",
  isPrivate: "This table is private. Open its page and enter the token.",
  enterToken: "This table is private. Enter its token.",
  notTheToken: "That is not the token. It is the value of WEB_TOKEN.",
  noSuchPlace:
    "There is no such place. Leave ?place= out of the address, or write telegram: and the id of a chat after it.",
  tokenTooLong: "This is too long to be the token.",
  token: "Token",
  open: "Open",
  welcome: "Welcome.",
  telegramChat: (chat: string) => `Telegram chat ${chat}`,
  telegramTopic: (chat: string, topic: string) => `Telegram chat ${chat}, topic ${topic}`,

  connection: {
    lost: "Connection lost. Reconnecting…",
    unreachable:
      "moai could not be reached. Your text is kept: send it again once moai runs; it will not be asked twice.",
  },
  header: {
    project: "Project:",
    chooseProject: "Choose a project",
    discussions: "Discussions",
    shortcuts: "Shortcuts",
    anotherTable: (place: string) => `Another table: ${place}`,
    demo: "Demo voices, scripted",
  },
  start: {
    title: "Ask several minds at\u00A0once.",
    lead: "moai seats AI models at one round table. You ask, and each answers on its own, side by side, before it has read the others. Everything said is kept.",
    seats: "At the table",
    tryOne: "Try one",
    samples: {
      services: "Should a team of five start with a monolith or with microservices?",
      home: "Is it wiser to rent or to buy a home?",
      machine: "What would convince you that a machine understands?",
    },
    demoTitle: "These are demo voices",
    demoLead:
      "What they say is scripted, so that you can look around without an account. To seat real models, restart moai with one of these:",
    key: "A key",
    keyHint: "Set AI_API_KEY, of OpenRouter or of what AI_ROUTER names.",
    ollamaHint: "Start it with a model installed; moai finds it by itself.",
    telegramHint: "Set BOT_TOKEN and ALLOWED_USERS to talk in a chat.",
  },
  composer: {
    label: "Question or command",
    placeholder: "Ask the table, or type / or @",
    placeholderWhileRunning: "Say something to the table",
    completions: "Completions",
    asksAlone: (model: string) => `asks ${model} alone`,
    askOne: "Ask one",
    askAll: "Ask all",
    discuss: "Discuss",
    round: "round",
    rounds: "rounds",
    send: "Send",
    sending: "Sending…",
    sayIt: "Say it",
  },
  actions: {
    title: "The discussion",
    next: "Next",
    stop: "Stop",
    consensus: "Consensus",
    export: "Export",
    markdown: "Markdown",
    html: "Web page",
    goToWriting: "Go to what is being written by",
    costs: (price: string) => `about ${price}`,
    takes: (roundsAhead: number, calls: number, tokens: number) =>
      `${count(roundsAhead, "round", "rounds")}: roughly ${number(calls)} calls, ${number(tokens)} tokens`,
  },
  progress: {
    askedAt: (time: string) => `asked at ${time}`,
    costOf: (cost: string, budget: string) => `${cost} of ${budget}`,
    reporting: "The secretary is writing the report",
    confirming: "The report is being confirmed",
    onlyIsAsked: (model: string) => `Only ${model} is asked`,
    onlyWasAsked: (model: string) => `Only ${model} was asked`,
    haveAnswered: (answers: number, seats: number) => `${answers} of ${seats} have answered`,
    answered: (answers: number, seats: number) => `${answers} of ${seats} answered`,
    bothAnswered: "Both answered",
    allAnswered: (seats: number) => `All ${seats} answered`,
    nobodyAnswered: "No answer",
    speaks: (model: string) => `${model} is speaking`,
    speak: (models: string) => `${models} are speaking`,
    opening: "Opening",
    round: (round: number, wanted: number) => `Round ${round} of ${wanted}`,
    edit: "Edit the question",
  },
  rounds: {
    opening: "Opening: each for itself",
    round: (round: number) => `Round ${round}`,
    earlier: "Show what was said before",
    earlierFailed: "It could not be fetched. Try again.",
  },
  turn: {
    to: "to",
    answersDirectly: "answers directly",
    waiting: "waiting",
    thinking: "thinking",
    writing: "writing",
    passed: "passed",
    failed: "failed",
    didNotSpeak: "did not speak",
    seconds: (seconds: string) => `${seconds} s`,
  },
  stance: {
    title: "Where it stands",
    agrees: "agrees with",
    disagrees: "disagrees with",
    changed: "changed its mind",
    changedBecause: (why: string) => `changed its mind: ${why}`,
  },
  outcome: {
    title: "How it ended",
    continue: "Continue",
    retry: "Ask those who failed again",
  },
  report: {
    title: "What the table came to",
    isWritten: "The secretary is writing…",
    failed:
      "The report could not be written: no model gave one that could be read. Nothing is lost.",
    tryAgain: "Try again",
    writtenBy: "Written by",
    inPlaceOf: (model: string) => `in place of ${model}`,
    isOld: "More was said since. Consensus makes it anew.",
    recommendation: "Recommendation",
    independent: "Agreed already in the opening, each for itself",
    afterDebate: "Agreed after debate",
    weak: "Weak evidence: they had read each other.",
    agreed: "Agreed",
    notAgreed: "Not agreed",
    nothing: "The secretary found neither agreements nor disagreements.",
    changes: "Who changed their mind",
    change: (from: string, to: string) => `from “${from}” to “${to}”`,
    changeBecause: (from: string, to: string, why: string) =>
      `from “${from}” to “${to}”, because ${why}`,
    minority: "Views of a minority",
    openQuestions: "Open questions",
    notHeard: (names: string) => `${names} (not heard at this table)`,
    alsoNamed: (names: string) => `also ${names}: nobody here is called that`,
    notFound: "These words do not stand in the message.",
    showMessage: "Show the message",
    showThatMessage: "Show that message",
    confirmedBy: "confirmed by",
    confirmedByEach: "confirmed by each of them",
    confirmedByOne: "confirmed by the one named",
    notConfirmedBy: "not confirmed by",
    deniedBy: (model: string) => `denied by ${model}`,
    whoHoldsWhat: "Who holds which view",
    topic: "Topic",
    carried: "from the report before",
    crux: (words: string) => `It turns on this: ${words}`,
    wouldSettle: (words: string) => `What would settle it: ${words}`,
    nobodyCalled: (name: string, position: string) =>
      `${name} (nobody here is called that): ${position}`,
    notRecorded: "nothing is recorded",
  },
  course: {
    title: "Agreement over the rounds",
    spoken: (course: string) => `Pairs that agree. ${course}.`,
    spokenRound: (round: number, pairs: string) => `round ${round}: ${pairs}`,
    pairs: (agreeing: number, all: number) => `${agreeing} of ${all}`,
    all: "all",
    none: "none",
    round: "round",
    caption:
      "Pairs of which one agreed with the other, by its own word, after each round. At the dashed line a discussion ends in agreement.",
  },
  cards: {
    dismiss: "Dismiss",
    download: "Download it again",
    deleting: (project: string) => `${project} and its discussions will be deleted`,
    inSeconds: (seconds: number) => `in ${seconds} s`,
    closingKeeps: "Closing the page keeps them.",
    undo: "Undo",
  },
  dialog: { close: "Close" },
  projects: {
    title: "Projects",
    lead: "A project keeps its questions and its team together.",
    newProject: "New project",
    make: "Make",
    name: "Name",
    rename: "Rename",
    settings: "Settings",
    save: "Save",
    export: "Export this project",
    delete: "Delete this project",
  },
  team: {
    title: "Team",
    atHand: "At hand",
    takeOut: (model: string) => `Take out ${model}`,
    notAvailable: "not available",
    save: "Save team",
    chooseOne: "Choose at least one model.",
    find: "Find more models",
    placeholder: "A part of a name, like qwen",
    listed: "Models of the router",
    tryAgain: "Try again",
    isFetched: "The list is being fetched…",
    nothingFound: "No model has all of these words in its name or id.",
    found: (models: number, router: string) => `${count(models, "model", "models")} of ${router}.`,
    foundMore: (models: number, router: string, shown: number) =>
      `${count(models, "model", "models")} of ${router}, the first ${shown} are shown.`,
    perMillion: "Prices are for a million tokens.",
    unreachable: "moai could not be reached. Try again.",
  },
  library: {
    title: "Discussions",
    search: "Search in all that was asked and said",
    failed: "The list could not be fetched. Try again.",
    empty: "Nothing was asked here yet.",
    nothingFound: "Nothing was found. Words are found by their beginnings.",
    running: "running",
    ended: "ended",
    tables: "Tables",
    import: "Import a discussion or a project that was exported as JSON",
  },
  shortcuts: {
    title: "Shortcuts",
    inTheBox: "In the box",
    anywhere: "Anywhere",
    ask: "Ask all, or say it to a table that talks",
    discuss: "Discuss, for as many rounds as are set",
    newLine: "Begin a new line",
    command: "Begin a command",
    askOne: "Ask one by name",
    complete: "Take what is marked in the list",
    again: "In an empty box: bring the last text back",
    next: "Next round",
    stop: "Stop",
    consensus: "Consensus",
    export: "Export",
    projects: "Projects",
    discussions: "Discussions",
    shortcuts: "These shortcuts",
    close: "Close what is open",
  },
  markdown: { code: "Code", table: "Table" },
};

export type PageTexts = typeof englishPage;

/**
 * Everything that a person at a table reads, by area: the first of the languages, and the shape of all others. A text
 * is a string, or a function of strings and numbers. Names of people, models and projects come in as they are;
 * commands keep their English names in every language.
 */
export const english = {
  code: "en",
  /** What it calls itself. */
  name: "English",
  format: { ...formats, day: (time: string) => time.slice(0, 10) },

  /** By the name of a command: what follows the name, and what it does. */
  commands: {
    start: { form: "", summary: "says what moai is" },
    open: {
      form: "<question>",
      summary: "asks the whole team at once; none sees another's answer",
    },
    discuss: {
      form: "[rounds] [question]",
      summary: "lets the team discuss; without a question it goes on with the current discussion",
    },
    ask: { form: "[model] [question]", summary: "asks one model; alone it shows whom" },
    next: {
      form: "[words]",
      summary: "adds a round to the current discussion, with your words first",
    },
    say: { form: "<words>", summary: "speaks into the current discussion" },
    stop: { form: "", summary: "stops what runs here, and keeps what was said" },
    consensus: {
      form: "",
      summary: "reports what is agreed, what is not and who holds which view",
    },
    export: {
      form: "[project] [md|json|html]",
      summary: "writes the current discussion, or the whole project, to a file",
    },
    import: { form: "", summary: "reads back a file that /export json made; send it along" },
    continue: {
      form: "",
      summary: "goes on where the current discussion was stopped or paused",
    },
    retry: { form: "[model]", summary: "asks those again who failed in the last round, or one" },
    discussions: { form: "", summary: "lists the discussions of this chat, newest first" },
    resume: {
      form: "<id> [command]",
      summary: "makes an old discussion the current one, and runs a command there",
    },
    status: { form: "", summary: "shows project, team, router and the current discussion" },
    projects: { form: "", summary: "lists the projects of this chat" },
    team: {
      form: "[claude, gpt] [+kimi] [-gpt]",
      summary: "shows the team of the selected project, to be changed with one tap",
    },
    "team find": {
      form: "[words]",
      summary: "searches the models of the router, with prices, to be added with one tap",
    },
    settings: {
      form: "",
      summary: "shows the settings of the selected project, to be changed with one tap",
    },
    "project new": { form: '"Name"', summary: "makes a project with all models and selects it" },
    "project select": { form: "<name or id>", summary: "goes to a project" },
    "project rename": {
      form: '"New name"',
      summary: "gives the selected project another name",
    },
    "project models": {
      form: "claude, gpt, gemini",
      summary: "chooses the team of the selected project",
    },
    "project info": { form: "", summary: "shows the selected project, its team and settings" },
    "project set": { form: "<setting> <value>", summary: "changes a setting; alone it lists them" },
    "project delete": {
      form: "<name or id>",
      summary: "deletes a project with its discussions, after asking",
    },
    in: {
      form: "<project> <command>",
      summary: "goes to a project and runs a command there",
    },
    instead: { form: "<command>", summary: "stops what runs here and runs a command" },
    language: { form: "[da]", summary: "shows the languages that moai speaks, or changes to one" },
    help: { form: "", summary: "lists the commands" },
  },
  /** A command of several parts, like `/project`, where they are one. */
  commandsOfProject: "makes and changes projects",

  buttons: {
    stop: "Stop",
    stopAndAsk: "Stop it and ask",
    next: "Next round",
    nextWithWords: "Next round with it",
    continue: "Continue",
    discuss: "Discuss",
    consensus: "Consensus",
    retry: "Ask those who failed again",
    tryAgain: "Try again",
    askAll: "Ask all",
    askAgain: "Ask again",
    askOne: "Ask one",
    export: "Export",
    exportAs: (format: string) => `As ${format}`,
    askExample: "Ask an example",
    projects: "Projects",
    help: "Help",
    makeInbox: (inbox: string) => `Make ${inbox}`,
    inProject: (project: string) => `In ${project}`,
    delete: (project: string) => `Delete ${project}`,
    goToDiscussion: "Go to it",
    addToGroup: "Add me to a group",
    copyLink: "Copy a link to it",
    findModels: "Find more models",
    backToTeam: "Back to the team",
    pageBefore: (page: number) => `◀ Page ${page}`,
    pageAfter: (page: number) => `Page ${page} ▶`,
    withPrice: (label: string, price: string) => `${label} (about ${price})`,
  },

  help: {
    title: "moai, Master of AIs",
    nothingWritten: "Write a question, or /help for what there is.",
    unknownCommand: (name: string) => `There is no command /${name}. /help lists them all.`,
    saysTooLittle: (commands: string) => `Say more: ${commands}.`,
  },

  start: {
    introduction:
      "moai seats several AI models at one table. You ask; they answer side by side, read each other and argue.",
    atTheTable: (models: string) => `At the table: ${models}.`,
    writeQuestion: "Write a question, and I ask whom it is for.",
    discuss: "/discuss and a question lets them argue it out; /consensus says what came of it.",
    oneAlone: (model: string) => `${model}: before your words speaks to one alone.`,
    help: "/help lists everything.",
    example: "Is a hot dog a sandwich?",
  },

  language: {
    current: "moai speaks English here. The models answer in the language of the question.",
    unknown: (word: string, codes: string) =>
      `moai does not speak “${word}”. It speaks ${codes}: /language and one of these.`,
  },

  ask: {
    askedOne: (model: string) => `${model} is asked.`,
    askedSeveral: (models: string) => `${models} are asked.`,
    askedAll: (models: string) => `Asked: ${models}.`,
    whomAlone: "Whom do you want to ask?",
    whomAbout: (question: string) => `About “${question}”: whom do you want to ask?`,
    writeTo: (models: string) => `Write your question to ${models}.`,
    sayWhatToAll: "Say what to ask: /open Is P equal to NP?",
    whom: "Whom shall I ask?",
    where: "No project is selected. Where shall I ask?",
    unknownModel: (word: string, models: string) =>
      `No model is called “${word}”. There are: ${models}.`,
    questionTooLong: (most: number, length: number) =>
      `A question has at most ${number(most)} characters, and this one has ${number(length)}. Shorten it.`,
    isRunning:
      "A discussion is running here. Stop it for this question, or ask again when it has ended.",
  },

  discussion: {
    none: "There is no discussion here yet. Start one with /discuss and a question, or take up an old one with /discussions.",
    nothingToDiscuss: "There is nothing to discuss yet. Ask a question: /discuss Is P equal to NP?",
    notSoManyRounds: (most: number, word: string) =>
      `The number of rounds is between 1 and ${most}, and you wrote ${word}. Write /discuss 3, or /discuss 3 and a question.`,
    atTheTable: (models: string) => `At the table: ${models}.`,
    aloneAtTheTable: (model: string) =>
      `At the table: ${model} alone, who cannot disagree with itself.`,
    firstAndThen: (value: number) =>
      `Each answers for itself first, then ${rounds(value)} of discussion.`,
    roundsMore: (value: number) => `${rounds(value)} more.`,
    takes: (estimate: string) => `That is ${estimate}.`,
    oneMore: "One round more.",
    nextBegins: "The next round begins.",
    goesOn: "The discussion goes on.",
    pausesAgain: (cost: string) => `It pauses again after ${cost} more.`,
    isRunning: "The discussion is running already.",
    isAtItsEnd: "The discussion came to its end. /next adds a round.",
    nobodyFailed: "Nobody failed in the last round.",
    retried: "Those who failed are asked again.",
    retriedOne: (model: string) => `${model} is asked again.`,
    didNotFail: (model: string) => `${model} did not fail, or was asked again since.`,
    speaksInNextRound: (model: string) =>
      `The table has gone on since. ${model} is asked again in its next round.`,
    nextHears: "The next to speak will hear it.",
    keptForNext: "It is kept. The table hears it in the next round.",
    saySomething: "Write what you want to say: /say Mind the tide.",
    wordsTooLong: (most: number, length: number) =>
      `Words for the table have at most ${number(most)} characters, and these are ${number(length)}. Shorten them.`,
    nothingRuns: "Nothing is running here. /discussions lists what was.",
    sayWhatInstead: "Say what to do: /instead /open Is P equal to NP?",
    keptOfOpening: (kept: number, seats: number) =>
      `${kept} of ${seats} answers of the opening are kept`,
    keptOfRound: (kept: number, seats: number, round: number) =>
      `${kept} of ${seats} answers of round ${round} are kept`,
    stopped: (kept: string) => `Stopped. ${kept}.`,
    stoppedOf: (kept: string, all: number) => `Stopped. ${kept}, ${all} in all.`,
    current: (question: string) => `“${question}” is current.`,
  },

  discussions: {
    none: "There is no discussion yet. Start one with /discuss and a question.",
    title: "▸ is current. /resume takes up another.",
    line: (id: string, question: string, day: string, state: string) =>
      `${id} “${question}”, ${day}, ${state}`,
    running: "running",
    ended: "ended",
    sayWhich: "Say which: /resume and an id of /discussions.",
    unknown: (id: string) => `No discussion begins with “${id}”. /discussions lists them.`,
    several: (id: string) => `Several discussions begin with “${id}”. Write more of the id.`,
  },

  /** Where the models come from. */
  models: {
    demo: "demo voices (scripted)",
    demoUntilKey: "demo voices (scripted). Set AI_API_KEY or start Ollama for real ones",
    of: (router: string, models: string) => `${router} (${models})`,
    at: (router: string, host: string, models: string) => `${router} at ${host} (${models})`,
  },

  status: {
    project: (name: string, id: string) => `Project: ${name} (${id})`,
    noProject: "Project: none selected",
    team: (models: string) => `Team: ${models}`,
    emptyTeam: "Team: empty",
    models: (line: string) => `Models: ${line}`,
    discussion: (id: string, question: string, state: string) =>
      `Discussion: ${id} “${question}”, ${state}`,
    noDiscussion: "Discussion: none",
    roundOf: (round: number, wanted: number) => `round ${round} of ${wanted}`,
    messages: (value: number) => count(value, "message", "messages"),
    answersCome: "The answers come by themselves.",
    askAll: "Ask all with /open and a question, or one with /ask and a name.",
    makeProject: 'Make a project with /project new "Name", or ask one model with /ask.',
  },

  project: {
    noneYet: 'There is no project yet. /project new "Name" makes one.',
    noneSelected: 'No project is selected. /projects lists yours; /project new "Name" makes one.',
    unknown: (words: string, names: string) => `No project is called “${words}”. Yours: ${names}.`,
    several: (words: string, ids: string) =>
      `Several projects begin with ${words}: ${ids}. Write more of the id.`,
    needsName: 'A project needs a name: /project new "Name".',
    nameTooLong: (most: number, length: number) =>
      `A project's name has at most ${most} characters, and this one has ${length}. Choose a shorter one.`,
    nameTaken: (name: string) =>
      `A project called ${name} is here already. /project select ${name} goes to it.`,
    made: (name: string, models: string) =>
      `${name} is made and selected. Its team: ${models}. Ask them all with /open and your question.`,
    selected: (name: string, models: string) => `${name} is selected. Its team: ${models}.`,
    selectedEmpty: (name: string) => `${name} is selected. Its team: no models yet.`,
    saySelect: "Say which: /project select <name or id>.",
    renamed: (before: string, now: string) => `${before} is called ${now} now.`,
    sayDelete: "Say which: /project delete <name or id>.",
    delete: (name: string, discussions: number) => {
      const its = discussions === 1 ? "its 1 discussion" : `its ${number(discussions)} discussions`;
      return `Delete ${name}${discussions === 0 ? "" : ` and ${its}`}? This cannot be undone.`;
    },
    deleted: (name: string) => `${name} is deleted.`,
    info: (name: string, id: string) => `${name} (${id})`,
    infoTeam: (models: string) => `Team: ${models}`,
    infoEmptyTeam: "Team: empty. Choose one with /project models",
    infoSettings: (changed: string) => `Settings: ${changed}. /project set lists them all.`,
    infoDefaults: "Settings: as they come. /project set lists them all.",
    infoDiscussions: (value: number) => `Discussions: ${number(value)}`,
    sayInAndWhat: "Say where and what: /in Inbox /open Is P equal to NP?",
    noneIsSelected: "None is selected.",
    mark: "▸ is selected.",
    line: (name: string, id: string, models: string) => `${name} (${id}): ${models}`,
    noModels: "no models",
  },

  team: {
    of: (project: string, models: string) => `The team of ${project}: ${models}.`,
    ofNobody: (project: string) => `The team of ${project}: nobody yet.`,
    choose: (project: string, team: string, models: string, example: string) =>
      `The team of ${project} is ${team}. Choose among ${models}: /project models ${example}.`,
    empty: "empty",
    isEmpty: (project: string, models: string) =>
      `The team of ${project} is empty. Choose it with /project models ${models}.`,
    notAvailable: (models: string) => `Not available now: ${models}.`,
    atLeastOne: "A team has at least one model. Choose another one before you take this out.",
    tooLarge: (most: number, size: number) =>
      `A team has at most ${most} models, and this would be one of ${size}. Leave some out.`,
    notHere: (word: string, problem: string) => `“${word}” is none of the models here. ${problem}`,
    searchMore: (problem: string, router: string) =>
      `${problem} /team find searches those of ${router}.`,
    onlyDemo:
      "The demo voices are all there are. With a key in AI_API_KEY, or an Ollama that runs, there are more.",
    listed: (router: string, models: number) =>
      `${router} lists ${count(models, "model", "models")}. Search with /team find and a part of a name, like /team find qwen.`,
    found: (words: string, router: string, models: number) =>
      `“${words}” at ${router}: ${count(models, "model", "models")}.`,
    nothingFound: (words: string, router: string) =>
      `No model of ${router} has “${words}” in its name or id. Try fewer words, or a part of one.`,
    perMillion: "Prices are for a million tokens in and out.",
    context: (tokens: string) => `${tokens} tokens`,
    priceIn: (price: string) => `${price} in`,
    priceOut: (price: string) => `${price} out`,
    free: "free",
    listFetching: (router: string) =>
      `The list of ${router} is being fetched. Try again in a moment.`,
    listUnreachable: (router: string) =>
      `${router} could not be reached for its list of models. Try again in a moment.`,
    listWrongKey: (router: string) =>
      `${router} did not accept AI_API_KEY and gave no list of models. Whoever runs moai can set another key.`,
    listUnreadable: (router: string) =>
      `${router} answered with something that is no list of models. The models of the settings work all the same.`,
  },

  settings: {
    title: (project: string) => `The settings of ${project}:`,
    quoted: (words: string) => `“${words}”`,
    line: (name: string, value: string, meaning: string) => `${name} ${value}: ${meaning}`,
    unknown: (word: string, names: string) => `There is no setting “${word}”. There are: ${names}.`,
    one: (name: string, value: string, meaning: string, form: string) =>
      `${name} is ${value}: ${meaning}. It takes ${form}.`,
    takes: (name: string, form: string, words: string) =>
      `${name} takes ${form}. You wrote “${words}”.`,
    changed: (name: string, value: string) => `${name} is ${value} now.`,
    rounds: (value: number) => rounds(value),
    anonymous: "Anonymous",
    reportAtEnd: "Report at end",
    confirmReport: "Confirm report",
    allAtOnce: "All at once",
    /** By setting: what it is for, and what can be written, with an example. */
    of: {
      default_rounds: {
        meaning: "rounds of a discussion after the opening",
        form: "a whole number from 1 to 10, like 3",
      },
      consensus_threshold: {
        meaning: "share of agreement at which a discussion ends",
        form: "a number from 0 to 1, like 0.8",
      },
      system_prompt_override: {
        meaning: "your own tone and guidelines for the models",
        form: "a text of up to 4,000 characters, or off",
      },
      secretary: {
        meaning: "the model that writes the consensus",
        form: "a model's short name, or off to leave the choice to moai",
      },
      anonymity: {
        meaning: "the models know each other by seat, not by name",
        form: "on or off",
      },
      round_order: {
        meaning: "one after another, or all at once",
        form: "sequential or parallel",
      },
      auto_consensus: {
        meaning: "a report follows each discussion that came to an end",
        form: "on or off",
      },
      ratify: {
        meaning: "each model is asked to confirm what the report says of it",
        form: "on or off",
      },
      budget_usd: {
        meaning: "what one discussion may cost before it pauses",
        form: "an amount in US dollars like 0.50, or off",
      },
    },
  },

  estimate: {
    roughly: (calls: number, tokens: number) =>
      `roughly ${count(calls, "call", "calls")}, ${number(tokens)} tokens`,
    withPrice: (calls: number, tokens: number, price: string) =>
      `roughly ${count(calls, "call", "calls")}, ${number(tokens)} tokens, about ${price}`,
  },

  /** How a call ended, in words that follow "GPT did not answer". */
  outcomes: {
    answered: "answered",
    passed: "had nothing to add",
    empty: "it sent an empty answer",
    refused: "its provider refused the question",
    truncated: "the answer was cut at its length limit",
    rate_limited: "rate limit",
    timeout: "it took too long",
    auth: "its key was not accepted",
    no_credit: "its account is out of credit",
    too_long: "the discussion is longer than it can read",
    rejected: "its provider did not accept the request",
    unavailable: "it is none of the models that the settings offer now",
    network: "its provider could not be reached",
    stopped: "it was stopped",
  },
  failure: {
    passed: (model: string) => `${model} had nothing to add.`,
    brokeOff: (model: string, words: string) => `${model} broke off: ${words}.`,
    didNotAnswer: (model: string, words: string) => `${model} did not answer: ${words}.`,
  },

  /** Why a discussion ended. */
  stopReasons: {
    answered: "All have answered",
    nobody_answered: "Nobody answered",
    stopped: "Stopped",
    budget: "Paused: the next call would pass the budget",
    all_passed: "Ended: nobody had anything to add",
    consensus: "Ended in agreement",
    stable_disagreement: "Ended in a stable disagreement",
    round_limit: "Ended after the last round",
  },
  /** Sentences and parts of one line. */
  outcomeLine: {
    running: "Running",
    allHeard: (seats: number) => `All ${seats} were heard`,
    notAllHeard: (failures: string) => `Not everybody was heard: ${failures}`,
    askedDirectly: (model: string, words: string) => `${model} asked directly (${words})`,
    inOpening: (model: string, words: string) => `${model} in the opening (${words})`,
    inRound: (model: string, round: number, words: string) =>
      `${model} in round ${round} (${words})`,
    rounds: (value: number) => rounds(value),
    tokens: (value: number) => `${number(value)} tokens`,
  },

  notice: {
    restarted: "moai was restarted. The discussion goes on by itself.",
  },

  report: {
    needsTwo:
      "A consensus needs at least two who have spoken. Ask the whole team with /open or /discuss first.",
    isWritten: (secretary: string) => `${secretary} writes the report.`,
    isHere: "Here is the consensus report.",
    failed:
      "The consensus report could not be written: no model gave one that could be read. Nothing is lost; ask for it again later, or choose another secretary with /project set secretary.",
    title: "Consensus",
    independent: "Agreed, independently in the opening",
    afterDebate: "Agreed, after they had read each other",
    noAgreement: "No agreement was found.",
    disagreed: "Not agreed",
    changes: "Changed minds",
    change: (model: string, from: string, to: string) =>
      `**${model}** went from “${from}” to “${to}”`,
    changeBecause: (model: string, from: string, to: string, because: string) =>
      `**${model}** went from “${from}” to “${to}”, because ${because}`,
    minority: "Minority views",
    recommendation: "Recommendation",
    openQuestions: "Open questions",
    writtenBy: (secretary: string) => `Written by ${secretary}.`,
    writtenInstead: (secretary: string, wanted: string) =>
      `Written by ${secretary}, because ${wanted} could not.`,
    notAtTable: (name: string) => `${name} (not at this table)`,
    unattributed: "unattributed",
    carried: "from the report before; nobody has spoken to it since",
    crux: (words: string) => `The crux: ${words}`,
    wouldSettle: (words: string) => `What would settle it: ${words}`,
    quote: (words: string, message: number) => `“${words}” (message ${message})`,
    quoteNotFound: (words: string, message: number) =>
      `“${words}” (not found in message ${message})`,
    didNotConfirm: "did not confirm",
    denies: "denies it",
    deniesWith: (words: string) => `denies it: “${words}”`,
    topic: "Topic",
  },

  export: {
    nothingHere:
      "There is no discussion here to export. Take one up with /discussions, or write /export project.",
    discussion: (format: string) => `The discussion as ${format}.`,
    discussionSoFar: (format: string) => `The discussion as far as it has come as ${format}.`,
    project: (name: string, discussions: number, format: string) =>
      `${name} with ${discussions === 1 ? "its 1 discussion" : `its ${number(discussions)} discussions`} as ${format}.`,
    emptyProject: (name: string) =>
      `${name} has no discussion yet. Start one with /discuss and a question.`,
    unknown: (word: string) =>
      `“${word}” is nothing to export. Write /export, /export project, or either with md, json or html.`,
    isGone: "There is nothing left to export.",
  },

  import: {
    noFile: "There is no file to import. Send one that /export json made, together with /import.",
    noName: "The project in the file has no name. Export it again.",
    tooLarge: "The file is over 20 MB, more than can be imported. Export less at once.",
    noExport: "The file is no export of moai. Send one that /export json made.",
    tooNew: (version: number, known: number) =>
      `The file is of version ${version}, and this moai reads up to ${known}. Update moai, then import it again.`,
    damaged: (at: string, problem: string) =>
      `The file is damaged or was changed: ${at}: ${problem}. Export it again.`,
    noJson: "The file is no JSON, or not all of it. Send one that /export json made.",
    oneIntoNew: (question: string, project: string) =>
      `“${question}” is imported into ${project}, a new project.`,
    oneInto: (question: string, project: string) =>
      `“${question}” is imported into ${project}, whose team and settings stay as they are.`,
    severalIntoNew: (discussions: number, project: string) =>
      `${number(discussions)} discussions are imported into ${project}, a new project.`,
    severalInto: (discussions: number, project: string) =>
      `${number(discussions)} discussions are imported into ${project}, whose team and settings stay as they are.`,
    otherStays: "The discussion that runs here stays current.",
  },

  /** What is written out as a document. */
  document: {
    date: (days: string) => `Date: ${days}`,
    fromTo: (first: string, last: string) => `${first} to ${last}`,
    models: (names: string) => `Models: ${names}`,
    discussions: (value: number) => `Discussions: ${number(value)}`,
    discussion: (index: number, question: string) => `Discussion ${index}: ${question}`,
    question: "Question",
    responses: "Initial Responses (Open)",
    rounds: (value: number) => `Discussion (${rounds(value)})`,
    opening: "Opening:",
    round: (round: number) => `Round ${round}:`,
    person: (name: string) => `${name} (person)`,
    personTo: (name: string, models: string) => `${name} (person) to ${models}`,
    askedDirectly: (model: string) => `${model} (asked directly)`,
    agreesWith: (models: string) => `Agrees with ${models}.`,
    disagreesWith: (models: string) => `Does not agree with ${models}.`,
    changedView: "Changed its view.",
    changedViewBecause: (words: string) => `Changed its view: ${words}`,

    consensus: "Consensus",
    agreements: "Agreements:",
    disagreements: "Disagreements:",
    none: "None.",
    saidToAgree: (name: string) => `Said to agree, but not at this table: ${name}`,
    topic: (words: string) => `**Topic:** ${words}`,
    crux: "The crux",
    wouldSettle: "What would settle it",
    carried: "From the report before; nobody has spoken to it since.",
    changes: "Changed Minds",
    because: "Because",
    after: (place: string) => `After ${place}`,
    minority: "Minority Views",
    why: "Why",
    openQuestions: "Open Questions",
    quote: (words: string, place: string) => `“${words}” (${place})`,
    quoteNotFound: (words: string, place: string) =>
      `“${words}” (not found in what was said by ${place})`,
    message: (seq: number) => `message ${seq}`,
    inOpening: (name: string) => `${name} in the opening`,
    inRound: (name: string, round: number) => `${name} in round ${round}`,
    nobodyNamed: "Nobody is named for it.",
    independently: (models: string) => `${models}, independently in the opening`,
    afterDebate: (models: string) => `${models}, after they had read each other`,
    didNotConfirm: (model: string) => `${model} did not confirm it.`,
    denies: (model: string) => `${model} denies it.`,
    deniesWith: (model: string, words: string) => `${model} denies it: “${words}”`,
    reportBy: (secretary: string, day: string, tokens: number, cost: string) =>
      `Report by ${secretary}, ${day}: ${number(tokens)} tokens, ${cost}.`,
    reportInstead: (secretary: string, wanted: string, day: string, tokens: number, cost: string) =>
      `Report by ${secretary}, because ${wanted} could not, ${day}: ${number(tokens)} tokens, ${cost}.`,
    notConfirmed: "Nobody was asked to confirm it.",
    moreWasSaid: "More was said since.",

    course: "Course of Agreement",
    courseRound: "Round",
    coursePairs: "Pairs that agree",
    courseOf: (shares: string) => `Pairs of participants that agree: ${shares}`,
    courseAt: (round: number, share: string) => `round ${round} ${share}`,
    courseEnd: "agreement ends it",
    absent: "not named",
    agreed: "agrees",
    denied: "denies it",
    holds: (position: string) => `holds position ${position}`,
    legend:
      "✓ agrees · ✗ named, but denies it · A, B … those with the same letter hold the same position · – not named",

    participants: "Participants",
    participant: "Participant",
    seat: "Seat",
    answeredBy: "Answered by",
    answers: "Answers",
    passed: "Passed",
    failed: "Failed",
    tokens: "Tokens",
    cost: "Cost",
    costOf: (cost: string, budget: string) => `${cost} of ${budget}`,
    outcome: "Outcome",
    begun: "Begun",
    settings: "Settings",
    setting: "Setting",
    value: "Value",
  },

  telegram: {
    description:
      "moai seats several AI models at one table. You ask; they answer side by side, read each other, argue and say what they agree on. Press Start, then write a question.",
    shortDescription:
      "Several AI models at one table. You ask; they answer, argue and agree, or don't.",
    introduction:
      "moai seats several AI models at one table. /open and a question asks them all, /discuss lets them argue, and who replies to an answer speaks to the one who gave it.",
    hearsAll:
      "I answer commands, replies to me and words that begin with a model's name; all else is between you.",
    hearsCommands: "I see commands and replies to me, and nothing else that is said here.",
    somebody: "Somebody",
    onThePage: "on the page:",
    replyWithIt: "Reply to this message with it.",
    textOnly:
      "I read text only, so I cannot see or hear this. Write it in words, or send a text file.",
    edited: "You changed your words. What was asked stays as it was; shall I ask again?",
    usedButton: "This button has done its work. Send the command to do it again.",
    oldButton: "This button is from another time. Send the command again.",
    mayNotEnd: "Only who asked, or an admin of this group, can do that.",
    fileTooLarge:
      "The file is larger than Telegram takes from a bot. Export it from the page, or ask for /export md.",
    documentTooLarge: (name: string) =>
      `${name} is larger than Telegram gives to bots (20 MB). Send the part that matters.`,
    documentNotFetched: (name: string) =>
      `${name} could not be fetched from Telegram. Send it again.`,
    documentNoText: (name: string) =>
      `I read text only, and ${name} is something else. Send it as a text file, or paste the words.`,
    documentEmpty: (name: string) => `${name} is empty.`,
    documentTooLong: (name: string, length: number, most: number) =>
      `${name} has ${number(length)} characters, and a question takes ${number(most)}. Send the part that matters.`,
    document: (name: string) => `The document ${name}:`,
    answerOfRound: (round: number) => `round ${round}`,
    roundOf: (round: number, wanted: number) => `Round ${round} of ${wanted}`,
    thinking: (model: string) => `${model} is thinking`,
    writing: (model: string, words: number) => `${model}, ${number(words)} words`,
    passed: (model: string) => `${model} passed`,
    failed: (model: string, words: string) => `${model}: ${words}`,
  },

  /** What moai cannot help: said in a chat, and to whoever runs it. */
  broken: {
    unexpected: (ref: string) =>
      `Something broke (ref ${ref}). Send it again; if it stays, tell who runs this moai.`,
    notStored: (problem: string) => `That could not be stored. ${problem}`,
    database: {
      busy: "Another program is writing to the database. Close that program, then try again.",
      readOnly:
        "The database can be read but not written to. Make its file and directory writable for moai, or its server accept writes.",
      full: "The database has no space left on its disk. Free some space, then try again.",
      disk: "The disk of the database fails to read or write. Check the disk and its connection.",
      damaged:
        "The database is damaged, or its file is of another kind. Put a backup in its place, or correct DATABASE_URL.",
      cannotOpen:
        "The database cannot be opened. Check that its path is a file in a directory where moai may write.",
      away: "PostgreSQL does not answer. Check that the server runs and that DATABASE_URL names its host and port.",
      crowded: "PostgreSQL has no free connection. Close some of them, or raise max_connections.",
      login: "PostgreSQL refuses the login. Check the user and the password in DATABASE_URL.",
      noDatabase: "PostgreSQL has no database of this name. Create it, or correct DATABASE_URL.",
      forbidden:
        "PostgreSQL does not allow this to the user in DATABASE_URL. Grant it the right to create and change tables.",
    },
  },

  /** What the page says by itself. */
  page: englishPage,
};

export type Texts = typeof english;
