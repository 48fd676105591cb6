package dev.samovar.java.guest;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// One row of the table: a member of the JDK, and the method of a facade that stands in for it.
///
/// @param owner the internal name of the class that declares the member, `java/lang/System`
/// @param descriptor what the member's descriptor says, or for a field its type
/// @param holder the simple name of the class with our method
/// @param method our method's name, in the facade as in the holder
/// @param type our method's type in the facade, so without the guest
/// @param argument the one argument that our method changes, or −1 when it replaces the call
public record Redirect(
        Site site,
        String owner,
        String member,
        String descriptor,
        String holder,
        String method,
        MethodTypeDesc type,
        int argument) {

    private static final String FACADES = "dev.samovar.java.guest.here.";

    public boolean adapts() {
        return argument >= 0;
    }

    /// The last of the arguments that our method sees, when it changes one.
    public int lastSeen() {
        return argument + type.parameterCount() - 1;
    }

    public ClassDesc facade() {
        return ClassDesc.of(FACADES + holder);
    }

    /// The facade's method that does all the member does: what a method reference or reflection is led to.
    public String whole() {
        if (!adapts()) return method;
        return member.equals("<init>") ? "new" + owner.substring(owner.lastIndexOf('/') + 1) : member;
    }

    public MethodTypeDesc wholeType() {
        if (!adapts()) return type;
        var original = MethodTypeDesc.ofDescriptor(descriptor);
        var declaring = ClassDesc.ofInternalName(owner);
        if (member.equals("<init>")) return original.changeReturnType(declaring);
        return site == Site.STATIC ? original : original.insertParameterTypes(0, declaring);
    }
}
