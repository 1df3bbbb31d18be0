"""My plan: program, plan for hard days, people, tools, goals, choices."""
