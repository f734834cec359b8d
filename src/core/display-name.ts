const displayNames: Readonly<Record<string, string>> = {
  claude: "Claude",
  gpt: "GPT",
  gemini: "Gemini",
  grok: "Grok",
  deepseek: "DeepSeek",
  glm: "GLM",
  kimi: "Kimi",
  llama: "Llama",
  minimax: "MiniMax",
  mistral: "Mistral",
  qwen: "Qwen",
};

/** What people read for a model's short name; versioned names like `llama3.2` stay as they are. */
export function displayName(model: string): string {
  if (Object.hasOwn(displayNames, model)) return displayNames[model] ?? model;
  return /^[a-z]+$/.test(model) ? model.charAt(0).toUpperCase() + model.slice(1) : model;
}
