import os
from openai import OpenAI

client = OpenAI()
MODEL = os.getenv("SUMMARY_MODEL", "gpt-4o")
MAX_STEPS = 12


def summarize(text):
    return client.chat.completions.create(
        model=MODEL,
        max_tokens=400,
        messages=[
            {"role": "system", "content": open("prompts/summary.txt").read()},
            {"role": "user", "content": f"Summarize: {text}"},
        ],
    )


def classify(text):
    return client.chat.completions.create(
        model="gpt-4o", messages=[{"role": "user", "content": "Answer with one word: " + text}]
    )


def research(task):
    for _ in range(MAX_STEPS):
        step = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": task}])
        if step.choices[0].finish_reason == "stop":
            return step
