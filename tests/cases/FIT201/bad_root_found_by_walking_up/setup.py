# Part of the project.
