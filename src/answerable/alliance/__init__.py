"""Who belongs: the tree of networks, organisations, people, bodies, seats, offices.

Words: network (a place in the tree: alliance, region, country, local), organisation, membership, person,
affiliation, office, body, seat, term, composition rule, count claim.
It must never show an organisation at risk to anyone but its own people and those who keep its network's records.
"""
