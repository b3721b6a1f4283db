"""The outside of the house: settings, doors, middleware, shared components, the operator's console.

Doors say which room's pages stand at which address; pages that span rooms (home, /me) are composed here.
Site must never hold a rule of any room.
"""
