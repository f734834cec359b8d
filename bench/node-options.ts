/** The room for young objects that `npm start` gives moai. */
export const nodeOptions = { NODE_OPTIONS: "--max-semi-space-size=8" };
