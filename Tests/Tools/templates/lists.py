"""Lists of what checks leave out may only shrink: a row that nothing needs any more is a finding."""


def unneeded(name, listed, used):
    """A finding for each row of a list by whose leave nothing passed."""
    return [f"{name} names {f'{row[1]} in {row[0]}' if isinstance(row, tuple) else row}, which nothing needs" for row in sorted(set(listed) - set(used))]


def blind():
    """The cases in which a row that nothing needs would stay, or one that is needed would be a finding."""
    rows = [("eu-north-1", "AWS::DAX::", "sold there"), ("ca-central-1", "AWS::DAX::", "not sold there")]
    found = unneeded("unlinted.tsv", rows, rows[:1])
    if found != ["unlinted.tsv names AWS::DAX:: in ca-central-1, which nothing needs"]:
        yield f"of two rows of which one is needed: {found}"
    if unneeded("unemulated.txt", {"aws_dax_cluster"}, {"aws_dax_cluster": 3}):
        yield "a row that is needed is a finding"
    if not unneeded("unemulated.txt", {"aws_dax_cluster"}, {}):
        yield "a row that nothing needs is none"
